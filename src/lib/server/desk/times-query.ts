import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { ClockOrigin } from '#lib/domain/timing/stage-clock.ts';
import { timeProposed, type TimeProposed } from '#lib/domain/timing/time-proposed.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { namesOf } from './names-query.ts';

export interface TimedPart {
	readonly path: string;
	readonly name: Name;
	/** Null where the rules set no limit and the time is kept for its own sake. */
	readonly limitMs: number | null;
	readonly minMs: number | null;
}

export interface RecordedTime {
	readonly teamId: string;
	readonly path: string;
	readonly durationMs: number;
	readonly limitMs: number | null;
	readonly by: string;
	readonly at: Date;
	/** What the clock measured, and how; null where the time was only written down. */
	readonly measuredMs: number | null;
	readonly origin: ClockOrigin | null;
	/** Why a person wrote another time than the clock's. */
	readonly reason: string | null;
	/** What the rule proposes for this time; a person confirms it. */
	readonly proposal: TimeProposed | null;
	/** The penalty that stands for time in this part. */
	readonly taken: PenaltyTaken | null;
}

export interface PenaltyTaken {
	readonly id: string;
	readonly kind: string;
	readonly points: string;
	/** What the rule proposed then, and for which time; null where the penalty was written without a proposal. */
	readonly proposed: string | null;
	readonly durationMs: number | null;
	readonly by: string;
	readonly reason: string;
}

interface Placed {
	readonly path: string;
	readonly part: Part | SubPart;
}

function placed(stage: Stage): Placed[] {
	return stage.parts.flatMap((part): Placed[] => [
		{ path: part.key, part },
		...(part.kind === 'compound'
			? part.parts.map((sub) => ({ path: `${part.key}.${sub.key}`, part: sub }))
			: [])
	]);
}

const ms = (seconds: number | null | undefined) => (seconds ? seconds * 1000 : null);

/** The parts that have a clock, of one turn where it is named (`*`: of all); the turn's parts where no limit is set. */
export function timedParts(stage: Stage, turnPartKey = '*'): TimedPart[] {
	const here = placed(stage).filter(({ path }) => turnPartKey === '*' || path.split('.')[0] === turnPartKey);
	const limited = here.filter(({ part }) => part.timeLimit !== null);
	const chosen = limited.length > 0 ? limited : here.filter(({ path }) => !path.includes('.'));
	return chosen.map(({ path, part }) => ({
		path,
		name: part.name,
		limitMs: ms(part.timeLimit?.seconds),
		minMs: ms(part.timeLimit?.minSeconds)
	}));
}

/** The times recorded in a round, of one team where it is named, with what the rules propose for each. */
export async function recordedTimes(
	read: Tx,
	roundId: string,
	stage: Stage,
	teamId?: string
): Promise<RecordedTime[]> {
	const where = { roundId, ...(teamId ? { teamId } : {}) };
	const times = await read.stageTime.findMany({ where, orderBy: { at: 'asc' } });
	const taken = await read.deduction.findMany({
		where: { ...where, voidedAt: null, kind: { in: ['overtime', 'undertime'] } },
		orderBy: { at: 'asc' }
	});
	const people = await namesOf(read, [
		...times.map(({ by }) => by),
		...taken.map(({ issuedBy }) => issuedBy)
	]);
	const nameOf = (id: string) => people.get(id) ?? id;
	const parts = new Map(placed(stage).map(({ path, part }) => [path, part]));
	return times.map(({ teamId, partKey, durationMs, by, at, measuredMs, origin, reason }) => {
		const part = parts.get(partKey);
		const deduction = taken.findLast((row) => row.teamId === teamId && row.partKey === partKey);
		return {
			teamId,
			path: partKey,
			durationMs,
			limitMs: ms(part?.timeLimit?.seconds),
			by: nameOf(by),
			at,
			measuredMs,
			origin: origin as ClockOrigin | null,
			reason,
			proposal: part ? timeProposed(part, durationMs) : null,
			taken: deduction
				? {
						id: deduction.id,
						kind: deduction.kind,
						points: deduction.points,
						proposed: deduction.proposed,
						durationMs: deduction.durationMs,
						by: nameOf(deduction.issuedBy),
						reason: deduction.reason
					}
				: null
		};
	});
}
