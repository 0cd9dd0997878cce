import { ALL_PARTS, sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { papersOf } from '#lib/server/judging/papers-query.ts';
import type { LiveRound, RoundFacts } from '#lib/server/judging/round-facts.ts';
import type { Tx } from '#lib/server/db/client.ts';

/**
 * What the desk knows of one judge's sheet. waiting: the turn is yet to come · due: the team is on stage and there is
 * no mark yet · missing: it was, and there is none · draft: begun, not handed in · unlocked: opened again by the chair.
 */
export const SHEET_STATES = [
	'paperDiffers',
	'missing',
	'paperFirst',
	'unlocked',
	'draft',
	'due',
	'waiting',
	'final',
	'absent',
	'conflict',
	'notCompeting',
	'notTheirs'
] as const;
export type SheetState = (typeof SHEET_STATES)[number];

export interface SheetFacts {
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	readonly state: SheetState;
	/** Criteria that have a mark, of how many. What the marks are is not in here. */
	readonly given: number;
	readonly asked: number;
	readonly source: string | null;
}

const keyOf = (sheet: { teamId: string; seatId: string; partKey: string }) =>
	`${sheet.teamId} ${sheet.seatId} ${sheet.partKey}`;

/** How many criteria of each sheet that is begun have a mark now: the newest entry of the log counts. */
async function countMarks(read: Tx, facts: RoundFacts, roundId: string, teamIds: readonly string[]) {
	const counts = new Map<string, number>();
	if (teamIds.length === 0) return counts;
	const rows = await read.mark.findMany({
		where: { roundId, teamId: { in: [...teamIds] } },
		orderBy: { seq: 'asc' },
		select: { teamId: true, seatId: true, criterion: true, value: true }
	});
	const newest = new Map(rows.map((row) => [`${row.teamId} ${row.seatId} ${row.criterion}`, row]));
	for (const { teamId, seatId, criterion, value } of newest.values()) {
		const partKey = facts.lines.get(criterion)?.partKey;
		if (value === null || partKey === undefined) continue;
		for (const key of [partKey, ALL_PARTS]) {
			const sheet = keyOf({ teamId, seatId, partKey: key });
			counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
		}
	}
	return counts;
}

/**
 * Every sheet that the round asks for, of one team where it is named, in the order of turns and seats; with a fixed number
 * of queries for any number of teams, judges and marks.
 */
export async function sheetStates(
	read: Tx,
	live: LiveRound,
	facts: RoundFacts,
	teamId?: string
): Promise<SheetFacts[]> {
	const where = { roundId: live.id, ...(teamId ? { teamId } : {}) };
	const ballots = await read.ballot.findMany({ where });
	const papers = new Map((await papersOf(read, live.id)).map((paper) => [keyOf(paper), paper.state]));
	const begun = ballots.filter(({ state }) => state !== 'final').map((ballot) => ballot.teamId);
	const counts = await countMarks(read, facts, live.id, [...new Set(begun)]);
	const byKey = new Map(ballots.map((ballot) => [keyOf(ballot), ballot]));
	const judges = [...facts.seats.values()].filter(({ isJudge }) => isJudge);
	const teams = [...facts.teams.values()].filter(({ id }) => !teamId || id === teamId);
	return teams.flatMap((team) => {
		const turns = facts.turns.filter((turn) => turn.teamId === team.id);
		const keys = turns.length > 0 ? turns.map(({ partKey }) => partKey) : [ALL_PARTS];
		return keys.flatMap((partKey) => {
			const turn = turns.find((known) => known.partKey === partKey);
			return judges.map((seat): SheetFacts => {
				const place = { teamId: team.id, seatId: seat.id, partKey };
				const ballot = byKey.get(keyOf(place));
				const paper = papers.get(keyOf(place));
				const asked = sheetLines(facts.stage, partKey, seat.kind).length;
				const state = (): SheetState => {
					if (asked === 0) return 'notTheirs';
					if (ballot?.state === 'final') return 'final';
					if (facts.conflict(seat.id, team.id)) return 'conflict';
					if (!team.isCompeting) return 'notCompeting';
					if (facts.isAbsent(seat.id, team.id, partKey)) return 'absent';
					if (paper === 'differ') return 'paperDiffers';
					if (paper === 'first') return 'paperFirst';
					if (ballot && ballot.version > 0) return 'unlocked';
					if (ballot) return 'draft';
					if (turn?.status === 'on-stage') return 'due';
					return turn?.status === 'performed' ? 'missing' : 'waiting';
				};
				return {
					...place,
					state: state(),
					given: ballot?.state === 'final' ? asked : Math.min(counts.get(keyOf(place)) ?? 0, asked),
					asked,
					source: ballot?.source ?? null
				};
			});
		});
	});
}

/** What still has to come in before the sheet of the round is whole. */
export const isOpenSheet = (state: SheetState): boolean =>
	['paperDiffers', 'missing', 'paperFirst', 'unlocked', 'draft', 'due', 'waiting'].includes(state);
