import type { PackageRound } from '#lib/domain/contest/package/package.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { usualTurns } from './draw-write.ts';

/** One turn on stage as it will be written. */
export interface PackedTurn {
	readonly teamId: string;
	readonly partKey: string;
	readonly position: number;
}

/** The turns of a packed round: in its drawn order, or, where there are only marks, in the order of its entrants. */
export function turnsOf(stage: Stage, round: PackageRound): PackedTurn[] {
	const orders = round.draw?.orders ?? [];
	const wasMarked = round.marks.length > 0 || round.givenScores.length > 0;
	if (orders.length === 0 && !wasMarked) return [];
	const first = orders[0]?.teamIds ?? round.entrants.map(({ teamId }) => teamId);
	const inOneTurn = round.absences.some(({ teamId, partKey }) => teamId !== null && partKey === null);
	const byPart = round.absences.some(({ teamId, partKey }) => teamId !== null && partKey !== null);
	const whole = inOneTurn || (!byPart && usualTurns(stage) === 'whole');
	const sequence = whole
		? [{ partKey: '*', teamIds: first }]
		: stage.parts.map(({ key }) => ({
				partKey: key,
				teamIds: orders.find(({ partKey }) => partKey === key)?.teamIds ?? first
			}));
	return sequence.flatMap(({ partKey, teamIds }, part) =>
		teamIds.map((teamId, index) => ({ teamId, partKey, position: part * first.length + index + 1 }))
	);
}

/**
 * From which turn on a judge is away, null for never. Refuses an absence that is not "from a turn on", which the run of
 * show cannot hold.
 */
export function absentFrom(
	round: PackageRound,
	judgeId: string,
	turns: readonly PackedTurn[],
	path: string
): number | null {
	const own = round.absences.filter((absence) => absence.judgeId === judgeId);
	if (own.length === 0) return null;
	if (own.some(({ teamId, partKey }) => teamId === null && partKey === null)) return 1;
	const away = turns.filter(({ teamId, partKey }) =>
		own.some(
			(absence) =>
				(absence.teamId === null || absence.teamId === teamId) &&
				(absence.partKey === null || absence.partKey === partKey)
		)
	);
	const from = Math.min(...away.map(({ position }) => position));
	if (away.length > 0 && away.length === turns.filter(({ position }) => position >= from).length) return from;
	throw new Refusal('contest_package_absence', { path });
}
