import { isOwnRequest, type ApprovalKind } from '#lib/domain/access/second-person.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { PrizesView } from '#lib/features/results/prize-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { changeWords, type ChangeWords } from '#lib/words/changes.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';
import { prizeWords } from '#lib/words/prizes.ts';
import { statusName } from '#lib/words/result.ts';
import { ruleNames } from '#lib/words/rule-names.ts';
import type { CorrectionRequest, PlannedChange } from './correction.ts';
import type { ShownDifference } from './difference.ts';

/** The sheets that two teams exchange, in words: each mark as it stands now. */
export interface SwapWords {
	readonly team: string;
	readonly other: string;
	readonly seats: readonly {
		readonly seat: string;
		readonly marks: readonly { readonly criterion: string; readonly team: string; readonly other: string }[];
	}[];
}

export function swapWords({ swap, teams }: ShownDifference, stage: Stage, locale: Locale): SwapWords | null {
	if (!swap) return null;
	const names = new Map(teams.map(({ id, name }) => [id, name]));
	const rules = ruleNames(stage, locale);
	const figure = (value: string | null) => (value === null ? '–' : pointsWords(value, locale));
	return {
		team: names.get(swap.teamId) ?? swap.teamId,
		other: names.get(swap.otherTeamId) ?? swap.otherTeamId,
		seats: swap.seats.map(({ seat, marks }) => ({
			seat,
			marks: marks.map(({ path, team, other }) => ({
				criterion: rules.at(path),
				team: figure(team),
				other: figure(other)
			}))
		}))
	};
}

/** A result as it is to be published, in words. */
export interface ResultWords {
	readonly version: number;
	readonly rows: readonly {
		readonly teamId: string;
		/** Its place, or why it has none. */
		readonly place: string;
		readonly team: string;
		readonly total: string;
	}[];
	readonly prizes: PrizesView | null;
	readonly through: string | null;
}

function resultWords({ result, teams }: ShownDifference, locale: Locale): ResultWords | null {
	if (!result) return null;
	const names = new Map(teams.map(({ id, name }) => [id, name]));
	const called = (id: string) => names.get(id) ?? id;
	const { version, rows, prizes, through } = result;
	return {
		version,
		rows: rows.map(({ teamId, rank, status, total }) => ({
			teamId,
			place: rank === null ? statusName(status, locale) : String(rank),
			team: called(teamId),
			total: total === null ? '–' : pointsWords(total, locale)
		})),
		prizes: prizes && prizes.state !== 'none' ? prizeWords(prizes, names, locale) : null,
		through: through.length > 0 ? listed(through.map(called), locale) : null
	};
}

/** A request with everything that the second person has to see. */
export interface ApprovalView {
	readonly id: string;
	readonly kind: ApprovalKind;
	readonly state: 'waiting' | 'expired' | 'approved' | 'declined' | 'withdrawn';
	readonly requestedBy: string;
	readonly requestedAt: Date;
	readonly expiresAt: Date;
	readonly reason: string;
	/** What will be done, as sentences. */
	readonly planned: readonly string[];
	readonly changes: ChangeWords;
	readonly unsettled: string | null;
	readonly sheet: {
		readonly seat: string;
		readonly team: string;
		readonly marks: readonly { readonly criterion: string; readonly value: string }[];
	} | null;
	readonly swap: SwapWords | null;
	readonly result: ResultWords | null;
	/** Asked by whoever looks: somebody else has to agree. */
	readonly isOwn: boolean;
	readonly answeredBy: string | null;
	readonly answeredAt: Date | null;
	readonly answerReason: string | null;
}

/** How many requests wait for a second person, and how many there ever were. */
export async function approvalCount(read: Tx, roundId: string, at: Date) {
	const all = await read.approval.count({ where: { roundId } });
	const open =
		all && (await read.approval.count({ where: { roundId, answer: null, expiresAt: { gt: at } } }));
	return { all, open };
}

/** Every request about a round, newest first. */
export async function approvalsOf(
	read: Tx,
	actor: Actor,
	roundId: string,
	locale: Locale,
	at: Date
): Promise<ApprovalView[]> {
	const rows = await read.approval.findMany({
		where: { roundId },
		orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }]
	});
	if (rows.length === 0) return [];
	const round = await read.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { contestId: true, rulesVersionId: true, stageKey: true }
	});
	const stage = stageOf((await rulesInForce(read, round)).rules, round.stageKey);
	return rows.map((row) => {
		const difference = JSON.parse(row.difference) as ShownDifference;
		const names = new Map(difference.teams.map(({ id, name }) => [id, name]));
		const { sheet, unsettled } = difference;
		const rules = ruleNames(stage, locale);
		return {
			id: row.id,
			kind: row.kind as ApprovalKind,
			state: (row.answer ?? (row.expiresAt <= at ? 'expired' : 'waiting')) as ApprovalView['state'],
			requestedBy: row.requestedName,
			requestedAt: row.requestedAt,
			expiresAt: row.expiresAt,
			reason: row.reason,
			planned:
				row.kind === 'correct'
					? [plannedWords((JSON.parse(row.request) as CorrectionRequest).change, stage, names, locale)]
					: [],
			changes: changeWords(difference.changes, names, locale),
			unsettled:
				unsettled.length > 0
					? listed(
							unsettled.map((id) => names.get(id) ?? id),
							locale
						)
					: null,
			sheet: sheet
				? {
						seat: sheet.seat,
						team: names.get(sheet.teamId) ?? sheet.teamId,
						marks: sheet.marks.map(({ path, value }) => ({
							criterion: rules.at(path),
							value: pointsWords(value, locale)
						}))
					}
				: null,
			swap: swapWords(difference, stage, locale),
			result: resultWords(difference, locale),
			isOwn: isOwnRequest(row, actor),
			answeredBy: row.answeredName,
			answeredAt: row.answeredAt,
			answerReason: row.answerReason
		};
	});
}

/** What a correction does at once, in a sentence. */
export function plannedWords(
	change: PlannedChange,
	stage: Stage,
	names: ReadonlyMap<string, string>,
	locale: Locale
): string {
	const o = { locale };
	if (change.kind === 'sheet') return m.correction_planned_sheet({}, o);
	const team = names.get(change.teamId) ?? change.teamId;
	if (change.kind === 'status') {
		return m.correction_planned_status({ team, status: statusName(change.status, locale) }, o);
	}
	const rules = ruleNames(stage, locale);
	const part = change.partKey ? ` (${rules.at(change.partKey)})` : '';
	const type = rules.deduction(change.type) + part;
	const effect = stage.deductions.find(({ key }) => key === change.type)?.effect;
	const points = effect?.kind === 'fixed' ? effect.points : change.points;
	return points
		? m.correction_planned_deduction_points({ team, type, points: pointsWords(points, locale) }, o)
		: m.correction_planned_deduction({ team, type }, o);
}
