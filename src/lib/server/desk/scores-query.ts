import type { DeductionType } from '#lib/domain/contest/deduction-type.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { liveFacts } from './live-facts.ts';
import { namesOf } from './names-query.ts';
import { recordedTimes, timedParts, type RecordedTime, type TimedPart } from './times-query.ts';

const HISTORY = 100;
const ACTIONS = ['given.enter', 'time.record', 'deduction.add', 'deduction.void'];

export interface GivenPartView {
	readonly path: string;
	readonly name: Name;
	readonly min: string;
	readonly max: string;
	readonly step: string;
	/** By team; null where there is none yet. */
	readonly scores: Readonly<Record<string, { readonly value: string | null; readonly note: string | null }>>;
}

export interface DeductionView {
	readonly id: string;
	readonly teamId: string;
	readonly partKey: string | null;
	readonly kind: string;
	/** Empty where the type itself says what happens. */
	readonly points: string;
	readonly reason: string;
	readonly by: string;
	readonly at: Date;
	readonly voided: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

export interface ChangeView {
	readonly seq: number;
	readonly at: Date;
	readonly by: string;
	readonly action: string;
	readonly teamId: string | null;
	readonly partKey: string | null;
	readonly kind: string | null;
	readonly before: string | null;
	readonly after: string | null;
	readonly reason: string | null;
}

export interface ScoresView {
	readonly teams: readonly { readonly id: string; readonly name: string; readonly position: number }[];
	readonly parts: readonly { readonly path: string; readonly name: Name }[];
	readonly given: readonly GivenPartView[];
	readonly timed: readonly TimedPart[];
	readonly times: readonly RecordedTime[];
	readonly types: readonly DeductionType[];
	readonly deductions: readonly DeductionView[];
	readonly changes: readonly ChangeView[];
}

const text = (value: unknown): string | null =>
	value === null || value === undefined ? null : String(value);

/** What was measured and taken off in a round, and every change of it, newest first. */
export async function scoresView(read: Tx, roundId: string): Promise<ScoresView> {
	const { live, facts } = await liveFacts(read, roundId);
	const { stage } = facts;
	const given = await read.givenScore.findMany({ where: { roundId } });
	const deductions = await read.deduction.findMany({ where: { roundId }, orderBy: { at: 'desc' } });
	const timeIds = await read.stageTime.findMany({ where: { roundId }, select: { id: true } });
	const subjects = [...given, ...deductions, ...timeIds].map(({ id }) => id);
	const audits = await read.auditEntry.findMany({
		where: { contestId: live.contestId, action: { in: ACTIONS }, subjectId: { in: subjects } },
		orderBy: { seq: 'desc' },
		take: HISTORY
	});
	const times = await recordedTimes(read, roundId, stage);
	const people = await namesOf(
		read,
		deductions.flatMap(({ issuedBy, voidedBy }) => [issuedBy, ...(voidedBy ? [voidedBy] : [])])
	);
	const nameOf = (id: string) => people.get(id) ?? id;
	const teamOf = new Map(
		[...given, ...deductions].map(({ id, teamId, partKey }) => [id, { teamId, partKey }])
	);
	return {
		teams: [...facts.teams.values()].map(({ id, name, position }) => ({ id, name, position })),
		parts: stage.parts.flatMap((part) => [
			{ path: part.key, name: part.name },
			...(part.kind === 'compound'
				? part.parts.map((sub) => ({ path: `${part.key}.${sub.key}`, name: sub.name }))
				: [])
		]),
		given: scoredParts(stage.parts).flatMap(({ path, part }): GivenPartView[] => {
			if (part.kind !== 'given') return [];
			const scores = given.filter(({ partKey }) => partKey === path);
			return [
				{
					path,
					name: part.name,
					min: part.min,
					max: part.scale,
					step: part.step,
					scores: Object.fromEntries(scores.map(({ teamId, value, note }) => [teamId, { value, note }]))
				}
			];
		}),
		timed: timedParts(stage).filter(({ limitMs }) => limitMs !== null),
		times,
		types: stage.deductions,
		deductions: deductions.map(({ id, teamId, partKey, kind, points, reason, issuedBy, at, ...row }) => ({
			id,
			teamId,
			partKey,
			kind,
			points,
			reason,
			by: nameOf(issuedBy),
			at,
			voided: row.voidedAt
				? { at: row.voidedAt, by: nameOf(row.voidedBy ?? ''), reason: row.voidReason ?? '' }
				: null
		})),
		changes: audits.map(({ seq, at, actorName, action, subjectId, before, after, reason }) => {
			const was = (before ? JSON.parse(before) : {}) as Record<string, unknown>;
			const is = (after ? JSON.parse(after) : {}) as Record<string, unknown>;
			const figure = (facts: Record<string, unknown>) =>
				text(facts.value ?? facts.durationMs ?? facts.points);
			const place = teamOf.get(subjectId);
			return {
				seq,
				at,
				by: actorName,
				action,
				teamId: text(is.teamId ?? was.teamId) ?? place?.teamId ?? null,
				partKey: text(is.partKey ?? was.partKey) ?? place?.partKey ?? null,
				kind: text(is.kind ?? was.kind),
				before: figure(was),
				after: figure(is),
				reason
			};
		})
	};
}
