import { TIME_DEDUCTIONS } from '#lib/domain/contest/deduction-type.ts';
import type { Criterion } from '#lib/domain/contest/criterion.ts';
import type { JudgedPart } from '#lib/domain/contest/part.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { exact, isExactText, isOnGrid } from '#lib/domain/shared/exact.ts';
import { pathOf } from '#lib/domain/shared/shape.ts';
import type { MarkScale } from './check-mark.ts';
import type { CommitteeVote } from './committee-vote.ts';
import type { Deduction } from './deduction.ts';
import type { GivenScore } from './given-score.ts';
import type { Judge } from './judge.ts';
import type { JudgeExclusion } from './judge-exclusion.ts';
import type { Lots } from './lots.ts';
import type { Mark } from './mark.ts';
import type { SheetProblem, SheetProblemCode } from './sheet-problem.ts';
import { equalBallots } from './places/equal-ballots.ts';
import type { Timing } from './timing.ts';

/** Something of a sheet and where it stands in the file or form that it came from. */
export interface Placed<T> {
	readonly at: string;
	readonly value: T;
}

/** The parts of a sheet as far as they could be read. */
export interface PlacedSheet {
	readonly teamIds: readonly string[];
	/** Guests among them, whom no judge has to place. */
	readonly guestIds?: readonly string[];
	readonly judges: readonly Pick<Judge, 'id' | 'kind'>[];
	readonly marks: readonly Placed<Mark>[];
	readonly absences: readonly Placed<Pick<JudgeExclusion, 'judgeId' | 'teamId' | 'partKey'>>[];
	readonly givenScores: readonly Placed<GivenScore>[];
	readonly deductions: readonly Placed<Deduction>[];
	readonly timings: readonly Placed<Timing>[];
	readonly lots: readonly Placed<Lots>[];
	readonly votes: readonly Placed<CommitteeVote>[];
}

type Add = (at: string, key: string, code: SheetProblemCode, params?: SheetProblem['params']) => void;

/** Everything in a sheet that the rules of its stage do not know or do not allow. */
export function checkSheet(stage: Stage, sheet: PlacedSheet): SheetProblem[] {
	const problems: SheetProblem[] = [];
	const add: Add = (at, key, code, params = {}) => problems.push({ path: pathOf(at, key), code, params });
	const parts = scoredParts(stage.parts);
	const partPaths = [...stage.parts.map((part) => part.key), ...parts.map((scored) => scored.path)];
	const team = ({ at, value }: Placed<{ teamId: string | null }>) => {
		if (value.teamId !== null && !sheet.teamIds.includes(value.teamId)) {
			add(at, 'teamId', 'sheet_problem_team_not_in_round', { teamId: value.teamId });
		}
	};
	const judge = ({ at, value }: Placed<{ judgeId: string }>) => {
		if (sheet.judges.some((seat) => seat.id === value.judgeId)) return;
		add(at, 'judgeId', 'sheet_problem_judge_not_on_panel', { judgeId: value.judgeId });
	};
	const part = ({ at, value }: Placed<{ partKey: string | null }>) => {
		if (value.partKey === null || partPaths.includes(value.partKey)) return;
		add(at, 'partKey', 'sheet_problem_unknown_part', { path: value.partKey });
	};

	const criteria = new Map<string, { criterion: Criterion; part: JudgedPart; path: string }>(
		parts.flatMap(({ path, part: scored }) =>
			scored.kind === 'judged'
				? scored.criteria.map(
						(criterion) => [`${path}.${criterion.key}`, { criterion, part: scored, path }] as const
					)
				: []
		)
	);
	for (const mark of sheet.marks) {
		team(mark);
		judge(mark);
		const found = criteria.get(mark.value.criterionKey);
		if (!found) {
			add(mark.at, 'criterionKey', 'sheet_problem_unknown_criterion', { path: mark.value.criterionKey });
			continue;
		}
		checkValue(mark, found.criterion, add);
		checkSeat(mark, found.part, found.path, sheet.judges, add);
	}
	twice(sheet.marks, (mark) => [mark.teamId, mark.judgeId, mark.criterionKey], add);

	for (const given of sheet.givenScores) {
		team(given);
		const found = parts.find((scored) => scored.path === given.value.partKey)?.part;
		if (!found) add(given.at, 'partKey', 'sheet_problem_unknown_part', { path: given.value.partKey });
		else if (found.kind !== 'given') {
			add(given.at, 'partKey', 'sheet_problem_part_not_given', { path: given.value.partKey });
		} else checkValue(given, { ...found, max: found.scale }, add);
	}
	twice(sheet.givenScores, (given) => [given.teamId, given.partKey], add);

	for (const timing of sheet.timings) {
		team(timing);
		part(timing);
	}
	twice(sheet.timings, (timing) => [timing.teamId, timing.partKey], add);
	for (const absence of sheet.absences) {
		team(absence);
		judge(absence);
		part(absence);
	}
	for (const deduction of sheet.deductions) {
		team(deduction);
		part(deduction);
		checkDeduction(stage, deduction, add);
	}
	sheet.deductions.forEach(({ at, value }, index) => {
		if (sheet.deductions.findIndex((other) => other.value.id === value.id) < index) {
			add(at, 'id', 'sheet_problem_id_twice', { id: value.id });
		}
	});
	checkOrders(stage, sheet, add);
	for (const { at, value } of sheet.lots) checkTeams(at, value.order, sheet.teamIds, add);
	for (const { at, value } of sheet.votes) checkTeams(at, value.order.flat(), sheet.teamIds, add);
	return problems;
}

function checkValue(
	{ at, value: { value } }: Placed<{ value: string }>,
	{ min, max, step, marks }: MarkScale,
	add: Add
): void {
	if (![value, min, max, step, ...(marks ?? [])].every(isExactText)) return;
	const given = exact(value);
	if (given.compare(exact(min)) < 0 || given.compare(exact(max)) > 0) {
		add(at, 'value', 'sheet_problem_out_of_range', { value, min, max });
	} else if (marks) {
		if (!marks.some((mark) => exact(mark).equals(given))) {
			add(at, 'value', 'sheet_problem_not_permitted', { value, marks: marks.join(' ') });
		}
	} else if (!isOnGrid(given, exact(min), exact(step))) {
		add(at, 'value', 'sheet_problem_off_step', { value, step });
	}
}

function checkSeat(
	mark: Placed<Mark>,
	part: JudgedPart,
	path: string,
	judges: PlacedSheet['judges'],
	add: Add
): void {
	const { judgeId } = mark.value;
	const seat = judges.find((candidate) => candidate.id === judgeId);
	if (!seat || part.judgeKinds.length === 0) return;
	if (seat.kind === null || !part.judgeKinds.includes(seat.kind)) {
		add(mark.at, 'judgeId', 'sheet_problem_judge_does_not_mark_part', { judgeId, path });
	}
}

function checkDeduction(stage: Stage, { at, value }: Placed<Deduction>, add: Add): void {
	const { typeKey, partKey, points } = value;
	if (TIME_DEDUCTIONS.some((key) => key === typeKey)) {
		if (partKey === null) add(at, 'partKey', 'sheet_problem_deduction_needs_part', { typeKey });
		if (points === null) add(at, 'points', 'sheet_problem_points_missing', { typeKey });
		return;
	}
	const type = stage.deductions.find((candidate) => candidate.key === typeKey);
	if (!type) return add(at, 'typeKey', 'sheet_problem_unknown_deduction', { typeKey });
	if (type.scope === 'part' && partKey === null) {
		add(at, 'partKey', 'sheet_problem_deduction_needs_part', { typeKey });
	}
	if (type.scope === 'total' && partKey !== null) {
		add(at, 'partKey', 'sheet_problem_deduction_takes_no_part', { typeKey });
	}
	if (type.effect.kind !== 'upTo') {
		const isTypes = type.effect.kind === 'fixed' && points === type.effect.points;
		if (points !== null && !isTypes) add(at, 'points', 'sheet_problem_points_not_asked', { typeKey });
	} else if (points === null) add(at, 'points', 'sheet_problem_points_missing', { typeKey });
	else if (isExactText(points) && exact(points).compare(exact(type.effect.max)) > 0) {
		add(at, 'points', 'sheet_problem_points_above_max', { points, max: type.effect.max });
	}
}

/** A judge who places two teams alike where the rules ask for an order; named at the first of the marks. */
function checkOrders(stage: Stage, sheet: PlacedSheet, add: Add): void {
	const placed = sheet.teamIds.filter((teamId) => !sheet.guestIds?.includes(teamId));
	const marks = sheet.marks.map((mark) => mark.value);
	for (const { judgeId, partKey, teamIds } of equalBallots(stage, placed, marks)) {
		const first = sheet.marks.find(
			({ value }) =>
				value.judgeId === judgeId &&
				teamIds.includes(value.teamId) &&
				(partKey === null || value.criterionKey.startsWith(`${partKey}.`))
		)!;
		const params = { judgeId, teams: teamIds.join(', '), path: partKey ?? '' };
		add(first.at, 'value', 'sheet_problem_equal_marks', params);
	}
}

function checkTeams(at: string, named: readonly string[], teamIds: readonly string[], add: Add): void {
	named.forEach((teamId, index) => {
		if (!teamIds.includes(teamId)) add(at, 'order', 'sheet_problem_team_not_in_round', { teamId });
		if (named.indexOf(teamId) < index) add(at, 'order', 'sheet_problem_team_twice', { teamId });
	});
}

function twice<T>(entries: readonly Placed<T>[], keys: (value: T) => readonly string[], add: Add): void {
	const seen = new Set<string>();
	for (const { at, value } of entries) {
		const key = keys(value).join('\u0000');
		if (seen.has(key)) add(at, 'value', 'sheet_problem_given_twice');
		seen.add(key);
	}
}
