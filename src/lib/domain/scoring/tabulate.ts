import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, fixed, sum } from '#lib/domain/shared/exact.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { Entrant } from './entrant.ts';
import type { Place, Placing } from './placing.ts';
import { place } from './placing.ts';
import { placedByJudges } from './places/by-judges.ts';
import { deducted, disqualifies, rounded } from './reckoning.ts';
import type { RoundSheet } from './round-sheet.ts';
import { scorePart } from './score-part.ts';
import { separation } from './separation.ts';
import type { SheetIndex } from './sheet-index.ts';
import { indexSheet } from './sheet-index.ts';
import { shownDecimals } from './shown-decimals.ts';
import type { Standings, StandingsRow } from './standings.ts';
import { tieValue } from './tie-steps/tie-value.ts';

/**
 * The standings of one round by the rules of its stage: a pure function of rules and sheet, exact, and the same bytes
 * whatever order the sheet is in. Marks of teams, judges or criteria that the round does not have are not counted
 * (checkSheet names them); the same mark given twice is an Error.
 */
export function tabulate(stage: Stage, sheet: RoundSheet): Standings {
	const index = indexSheet(stage, sheet);
	const chairId = sortedBy(sheet.judges, (judge) => judge.id).find((judge) => judge.isChair)?.id ?? null;
	const byPoints = sortedBy(sheet.entrants, (entrant) => entrant.id).map((entrant) =>
		scoreTeam(stage, index, entrant, chairId)
	);
	const scored = placedByJudges(stage, sheet, index, byPoints);
	const isByPoints = stage.placing.by === 'points';
	const placing = place(
		scored.flatMap((row) =>
			mayBePlaced(row) ? [{ teamId: row.teamId, compared: row.compared!, tieValues: row.tieValues }] : []
		),
		stage.tieLadder,
		{ ...sheet, drawn: sheet.seed ? { roundId: sheet.roundId, seed: sheet.seed } : null },
		isByPoints ? 'highestFirst' : 'lowestFirst'
	);
	const ordered = inOrder(scored, placing.places);
	const decimals = shownDecimals(stage, isByPoints ? ordered.filter(mayBePlaced) : []);
	const rows = ordered.map((row) => withPlace(row, placing, ordered, decimals.show));
	return {
		roundId: sheet.roundId,
		stageKey: stage.key,
		clusterId: sheet.clusterId,
		judgeIds: sortedBy(sheet.judges, (judge) => judge.id).map((judge) => judge.id),
		compare: stage.compare,
		shownDecimals: decimals.decimals,
		isFinal:
			rows.every((row) => row.status !== 'competing' || row.isComplete) && placing.unresolved.length === 0,
		rows,
		ties: placing.ties,
		unresolved: placing.unresolved
	};
}

function scoreTeam(stage: Stage, sheet: SheetIndex, entrant: Entrant, chairId: string | null): StandingsRow {
	const teamId = entrant.id;
	const results = stage.parts.map((part) => scorePart({ stage, sheet, teamId }, part, part.key, 'part'));
	const parts = results.map((result) => result.score);
	const ofTotal = sheet.deductions(teamId, null);
	const isOut = [...ofTotal, ...allPartDeductions(stage, sheet, teamId)].some((d) => disqualifies(d, stage));
	const status = isOut ? 'disqualified' : entrant.status;
	const isCompeting = status === 'competing';
	const values = results.map((result) => result.value).filter((value) => value !== null);
	const isComplete = isCompeting && values.length === results.length;
	const blank = {
		teamId,
		rank: null,
		isShared: false,
		isGuest: entrant.isGuest,
		status,
		isComplete,
		missing: isCompeting ? results.flatMap((result) => result.missing) : [],
		total: null,
		compared: null,
		parts,
		steps: [],
		tieValues: stage.tieLadder.map(() => null),
		above: null,
		below: null
	};
	if (!isComplete) return blank;

	const value = sum(values);
	const terms = parts.map((part) => ({ key: part.partKey, value: part.score!.exact }));
	const start = { value, steps: [{ kind: 'added', terms, value: exactText(value) } as const] };
	const unrounded = deducted(start, ofTotal, stage.floors.total, stage);
	const total = rounded(unrounded, 'total', stage);
	const evidence = {
		parts,
		rules: stage.parts,
		chairId,
		durationMs: (path: string) => sheet.timing(teamId, path)
	};
	return {
		...blank,
		total: { exact: exactText(total.value), shown: fixed(total.value, stage.shownDecimals) },
		compared: exactText(stage.compare === 'exact' ? unrounded.value : total.value),
		steps: total.steps,
		tieValues: stage.tieLadder.map((step) => textOrNull(tieValue(step, evidence)))
	};
}

function allPartDeductions(stage: Stage, sheet: SheetIndex, teamId: string) {
	const paths = stage.parts.flatMap((part) => [
		part.key,
		...(part.kind === 'compound' ? part.parts.map((sub) => `${part.key}.${sub.key}`) : [])
	]);
	return paths.flatMap((path) => sheet.deductions(teamId, path));
}

/** Ranked rows by place, then guests by total, then the rest; within one place by id, which decides nothing. */
function inOrder(rows: readonly StandingsRow[], places: readonly Place[]): StandingsRow[] {
	const byId = new Map(rows.map((row) => [row.teamId, row]));
	const ranked = places.flatMap((placed) => placed.teamIds.map((teamId) => byId.get(teamId)!));
	const guests = rows.filter((row) => row.isGuest && row.compared !== null);
	guests.sort((a, b) => exact(b.compared!).compare(exact(a.compared!)));
	const rest = rows.filter((row) => row.compared === null);
	const statuses = ['competing', 'absent', 'withdrawn', 'disqualified'] as const;
	return [...ranked, ...guests, ...statuses.flatMap((status) => rest.filter((row) => row.status === status))];
}

function withPlace(
	row: StandingsRow,
	placing: Placing,
	ordered: readonly StandingsRow[],
	show: (row: StandingsRow) => string
): StandingsRow {
	const total = row.total && { exact: row.total.exact, shown: show(row) };
	const placed = placing.places.find((candidate) => candidate.teamIds.includes(row.teamId));
	if (!placed) return { ...row, total };
	const position = ordered.indexOf(row);
	return {
		...row,
		total,
		rank: placed.rank,
		isShared: placed.teamIds.length > 1,
		above: separation(row, ordered[position - 1], placing),
		below: separation(row, ordered[position + 1], placing)
	};
}

function mayBePlaced(row: StandingsRow): boolean {
	return row.compared !== null && !row.isGuest;
}

function textOrNull(value: Exact | null) {
	return value && exactText(value);
}
