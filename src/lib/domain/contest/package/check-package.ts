import { pathOf } from '#lib/domain/shared/shape.ts';
import type { Placed } from '#lib/domain/scoring/check-sheet.ts';
import { checkSheet } from '#lib/domain/scoring/check-sheet.ts';
import { ancestors } from '../conflict-of-interest.ts';
import { checkDraw } from './check-draw.ts';
import type { PackageProblem, PackageProblemCode } from './package-problem.ts';
import type { PackageView, RoundView } from './package-view.ts';

export type AddProblem = (at: string, code: PackageProblemCode, params?: PackageProblem['params']) => void;

/** Everything in a package that refers to nothing, stands twice, or breaks the rules that the package itself carries. */
export function checkPackage(view: PackageView): PackageProblem[] {
	const problems: PackageProblem[] = [];
	const add: AddProblem = (path, code, params = {}) => problems.push({ path, code, params });
	const lists: (readonly Placed<{ readonly id: string }>[])[] = [
		view.units,
		view.clusters,
		view.teams,
		view.judges
	];
	for (const list of lists) twice(list, (item) => item.id, 'id', add);
	twice(
		view.rounds.map(({ at, head }) => ({ at, value: head })),
		(head) => head.id,
		'id',
		add
	);
	twice(view.decisions, (decision) => decision.stageKey, 'stageKey', add);
	checkUnits(view, add);
	checkTeams(view, add);
	for (const { at, value } of view.judges) {
		if (value.unitId !== null)
			refer(view.known.units, value.unitId, pathOf(at, 'unitId'), 'package_problem_unknown_unit', add);
	}
	checkConflicts(view, add);
	for (const round of view.rounds) problems.push(...checkRound(view, round));
	checkPairs(view, add);
	checkDecisions(view, add);
	return problems;
}

function checkUnits(view: PackageView, add: AddProblem): void {
	const tree = view.units.map((unit) => unit.value);
	for (const { at, value } of view.units) {
		if (value.parentId === null) continue;
		refer(view.known.units, value.parentId, pathOf(at, 'parentId'), 'package_problem_unknown_unit', add);
		const above = ancestors(value.id, tree);
		const top = tree.find((unit) => unit.id === (above.at(-1) ?? value.id));
		if (top?.parentId === value.id)
			add(pathOf(at, 'parentId'), 'package_problem_unit_loop', { id: value.id });
	}
}

function checkTeams(view: PackageView, add: AddProblem): void {
	for (const { at, value } of view.teams) {
		value.unitIds.forEach((unitId, index) =>
			refer(view.known.units, unitId, pathOf(at, 'unitIds', index), 'package_problem_unknown_unit', add)
		);
		if (value.clusterId !== null) {
			refer(
				view.known.clusters,
				value.clusterId,
				pathOf(at, 'clusterId'),
				'package_problem_unknown_cluster',
				add
			);
		}
	}
}

function checkConflicts(view: PackageView, add: AddProblem): void {
	for (const { at, value } of view.conflicts) {
		refer(view.known.judges, value.judgeId, pathOf(at, 'judgeId'), 'package_problem_unknown_judge', add);
		if (value.teamId !== null)
			refer(view.known.teams, value.teamId, pathOf(at, 'teamId'), 'package_problem_unknown_team', add);
		if (value.unitId !== null)
			refer(view.known.units, value.unitId, pathOf(at, 'unitId'), 'package_problem_unknown_unit', add);
		if (value.teamId === null && value.unitId === null) add(at, 'package_problem_conflict_without_target');
	}
}

function checkRound(view: PackageView, round: RoundView): PackageProblem[] {
	const problems: PackageProblem[] = [];
	const add: AddProblem = (path, code, params = {}) => problems.push({ path, code, params });
	const { at, head } = round;
	const stage = view.rules?.stages.find((candidate) => candidate.key === head.stageKey);
	if (view.rules && !stage) {
		add(pathOf(at, 'stageKey'), 'package_problem_unknown_stage', { key: head.stageKey });
	}
	if (head.clusterId !== null) {
		refer(
			view.known.clusters,
			head.clusterId,
			pathOf(at, 'clusterId'),
			'package_problem_unknown_cluster',
			add
		);
	}
	const { stageKey, clusterId } = head;
	if (stage?.layout === 'perCluster' && clusterId === null) {
		add(at, 'package_problem_round_needs_cluster', { stageKey });
	}
	if (stage?.layout === 'single' && clusterId !== null) {
		add(pathOf(at, 'clusterId'), 'package_problem_round_takes_no_cluster', { stageKey });
	}
	twice(round.panel, (seat) => seat.judgeId, 'judgeId', add);
	twice(round.entrants, (entrant) => entrant.teamId, 'teamId', add);
	for (const seat of round.panel) {
		refer(
			view.known.judges,
			seat.value.judgeId,
			pathOf(seat.at, 'judgeId'),
			'package_problem_unknown_judge',
			add
		);
	}
	const chairs = round.panel.filter((seat) => seat.value.isChair).length;
	if (chairs > 1) add(pathOf(at, 'panel'), 'package_problem_several_chairs', { chairs });
	for (const entrant of round.entrants) {
		const { teamId } = entrant.value;
		refer(view.known.teams, teamId, pathOf(entrant.at, 'teamId'), 'package_problem_unknown_team', add);
		const team = view.teams.find((candidate) => candidate.value.id === teamId)?.value;
		if (team && clusterId !== null && team.clusterId !== clusterId) {
			add(pathOf(entrant.at, 'teamId'), 'package_problem_team_of_other_cluster', { teamId, clusterId });
		}
	}
	if (!stage) return problems;
	const teamIds = round.entrants.map((entrant) => entrant.value.teamId);
	const judges = round.panel.map((seat) => ({ id: seat.value.judgeId, kind: seat.value.kind }));
	checkDraw(stage, round, teamIds, add);
	const guestIds = view.teams.filter((team) => team.value.isGuest).map((team) => team.value.id);
	return [...problems, ...checkSheet(stage, { ...round, teamIds, guestIds, judges })];
}

/** A stage has one round a cluster, and a team is in one round of a stage. */
function checkPairs(view: PackageView, add: AddProblem): void {
	view.rounds.forEach((round, index) => {
		const earlier = view.rounds
			.slice(0, index)
			.filter((other) => other.head.stageKey === round.head.stageKey);
		if (earlier.some((other) => other.head.clusterId === round.head.clusterId)) {
			add(round.at, 'package_problem_round_twice', { stageKey: round.head.stageKey });
		}
		const taken = earlier.flatMap((other) => other.entrants.map((entrant) => entrant.value.teamId));
		for (const { at, value } of round.entrants) {
			if (taken.includes(value.teamId)) {
				add(pathOf(at, 'teamId'), 'package_problem_team_in_two_rounds', { teamId: value.teamId });
			}
		}
	});
}

function checkDecisions(view: PackageView, add: AddProblem): void {
	for (const { at, value } of view.decisions) {
		if (view.rules && !view.rules.stages.some((stage) => stage.key === value.stageKey)) {
			add(pathOf(at, 'stageKey'), 'package_problem_unknown_stage', { key: value.stageKey });
		}
		const teams = (path: string, ids: readonly string[]) =>
			ids.forEach((teamId) => refer(view.known.teams, teamId, path, 'package_problem_unknown_team', add));
		if (value.choice) {
			teams(pathOf(at, 'choice', 'teamIds'), value.choice.teamIds);
			teams(pathOf(at, 'choice', 'reserves'), value.choice.reserves);
		}
		value.cutDecisions.forEach((decision, index) => {
			teams(pathOf(at, 'cutDecisions', index, 'contenders'), decision.contenders);
			teams(pathOf(at, 'cutDecisions', index, 'admitted'), decision.admitted);
		});
		value.withdrawals.forEach((withdrawal, index) =>
			teams(pathOf(at, 'withdrawals', index, 'teamId'), [withdrawal.teamId])
		);
		value.lots.forEach((lots, index) => teams(pathOf(at, 'lots', index, 'order'), lots.order));
		value.votes.forEach((vote, index) => teams(pathOf(at, 'votes', index, 'order'), vote.order.flat()));
	}
}

function refer(
	known: ReadonlySet<string>,
	id: string,
	path: string,
	code: PackageProblemCode,
	add: AddProblem
): void {
	if (!known.has(id)) add(path, code, { id });
}

function twice<T>(
	list: readonly Placed<T>[],
	idOf: (value: T) => string,
	key: string,
	add: AddProblem
): void {
	const seen = new Set<string>();
	for (const { at, value } of list) {
		const id = idOf(value);
		if (seen.has(id)) add(pathOf(at, key), 'package_problem_id_twice', { id });
		seen.add(id);
	}
}
