import type { CutRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { byCodeUnit, sortedBy } from '#lib/domain/shared/order.ts';
import { comparisonWarnings, mayNotCompare, warning } from './comparable.ts';
import type { FinishedCluster } from './cut.ts';
import { cutByRule } from './cuts-by-rule.ts';
import type { Place } from './placing.ts';
import { stepsOf } from './qualification-steps.ts';
import { adjustedTotals, isAdjusted, placesAmong } from './places/places-among.ts';
import type {
	ClusterResult,
	CutDecision,
	Qualification,
	QualificationDecisions,
	QualificationState,
	QualificationWarning,
	QualifiedBy,
	Reserves,
	Skipped,
	TeamOutcome,
	TeamUnits
} from './qualification.ts';

/**
 * Who goes through from a stage. A tie across the cut is a state of its own and is settled by the rule, by the ladder's people
 * or by a recorded decision, never by the order of input. After a withdrawal the next by place moves up, ties included, and
 * whoever was through stays so. `units` are needed where the rule caps the teams of a unit: without them no team has one.
 */
export function qualify(
	stage: Stage,
	clusters: readonly ClusterResult[],
	decisions: QualificationDecisions,
	units: TeamUnits = []
): Qualification {
	const rule = stage.qualification;
	const results = sortedBy(clusters, (cluster) => cluster.clusterId ?? '').flatMap(
		({ clusterId, clusterKey, standings }): FinishedCluster[] =>
			standings ? [{ clusterId, clusterKey: clusterKey ?? clusterId, standings }] : []
	);
	const warnings = comparisonWarnings(rule, results);
	if (rule.kind === 'none') return undecided('lastStage', results, []);
	const isWaiting =
		results.length < clusters.length ||
		results.some(({ standings }) =>
			standings.rows.some((row) => row.status === 'competing' && !row.isComplete)
		);
	if (isWaiting || results.length === 0) return undecided('incomplete', results, warnings);
	if (rule.kind === 'committeeChoice') return chosen(rule.places, results, decisions, warnings);
	if (mayNotCompare(stage, results, warnings)) return undecided('refused', results, warnings);
	return cut(stage, rule, results, decisions, { warnings, units });
}

function cut(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	{ warnings, units }: { warnings: readonly QualificationWarning[]; units: TeamUnits }
): Qualification {
	const { cuts, skipped, capTies, used } = cutByRule(stage, rule, results, decisions, units);
	const gone = goneIn(decisions);
	const ties = [...cuts.flatMap((made) => made.cut.tie ?? []), ...capTies];
	const open = ties.flatMap((tie) => tie.teamIds);
	const admitted = cuts.flatMap((made) => made.cut.admitted).filter((teamId) => !open.includes(teamId));
	const clear = results
		.flatMap(({ standings }) => standings.rows.map((row) => row.teamId))
		.filter((teamId) => admitted.includes(teamId) && !gone.includes(teamId));
	const isDecided = ties.length === 0;
	const leftOpen = cuts.reduce((sum, made) => sum + made.cut.leftOpen, 0);
	const out = [...admitted, ...open, ...gone];
	return {
		state: isDecided ? 'decided' : 'tiedAtCut',
		through: isDecided ? clear : [],
		clear,
		tiesAtCut: ties,
		reserves: reservesBy(rule, results, (among) => placesAmong(stage, among, out, decisions)),
		outcomes: outcomesOf(results, decisions, (teamId) => {
			if (open.includes(teamId)) return { outcome: 'tiedAtCut' };
			const withTieAtCut = cuts.some((made) => made.cut.byTie.includes(teamId));
			const entry = cuts.find((made) => made.cut.admitted.includes(teamId));
			if (entry) return { outcome: 'through', by: entry.by, withTieAtCut };
			const over = skipped.find((one) => one.teamId === teamId);
			return over ? { outcome: 'out', withTieAtCut, skipped: over } : { outcome: 'out', withTieAtCut };
		}),
		...(isAdjusted(stage) ? { adjusted: adjustedTotals(stage, results) } : {}),
		warnings: [
			...warnings,
			...(isDecided && leftOpen > 0
				? [warning('qualification_warning_places_left_open', { places: leftOpen })]
				: []),
			...unused(decisions, results, used)
		]
	};
}

function reservesBy(
	rule: CutRule,
	results: readonly FinishedCluster[],
	places: (among: readonly FinishedCluster[]) => readonly Place[]
): Reserves[] {
	const listed = (clusterId: string | null, among: readonly FinishedCluster[]): Reserves => ({
		clusterId,
		order: places(among).map((placed) => placed.teamIds)
	});
	if (rule.onWithdrawal === 'leaveVacant') return [];
	const own = results.map((result) => listed(result.clusterId, [result]));
	const isOverall =
		rule.onWithdrawal === 'nextOverall' || !stepsOf(rule).some(({ scope }) => scope === 'cluster');
	if (isOverall) return [listed(null, results)];
	return stepsOf(rule).some(({ scope }) => scope === 'overall') ? [...own, listed(null, results)] : own;
}

type Verdict =
	| { readonly outcome: 'through'; readonly by: QualifiedBy; readonly withTieAtCut: boolean }
	| { readonly outcome: 'out'; readonly withTieAtCut: boolean; readonly skipped?: Skipped }
	| { readonly outcome: 'tiedAtCut' };

/** A line for every team of the stage, cluster by cluster in the order of places. */
function outcomesOf(
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	verdict: (teamId: string) => Verdict
): TeamOutcome[] {
	return results.flatMap(({ clusterId, standings }) =>
		standings.rows.map(({ teamId, rank }): TeamOutcome => {
			const withdrawal = decisions.withdrawals.find((candidate) => candidate.teamId === teamId);
			if (withdrawal) return { teamId, outcome: 'withdrawn', clusterId, reason: withdrawal.reason };
			if (rank === null) return { teamId, outcome: 'notRanked', clusterId };
			return { teamId, clusterId, rank, ...verdict(teamId) };
		})
	);
}

function goneIn(decisions: QualificationDecisions): string[] {
	return decisions.withdrawals.map((withdrawal) => withdrawal.teamId);
}

function chosen(
	places: number,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	warnings: readonly QualificationWarning[]
): Qualification {
	const { choice } = decisions;
	const ranked = results.flatMap(({ standings }) => standings.rows.filter((row) => row.rank !== null));
	const isRanked = (teamId: string) => ranked.some((row) => row.teamId === teamId);
	const isUsable =
		choice &&
		choice.reason.trim() !== '' &&
		choice.teamIds.length <= places &&
		choice.teamIds.every(isRanked);
	if (!isUsable) return undecided('needsChoice', results, warnings);
	const gone = goneIn(decisions);
	const waiting = choice.reserves.filter((teamId) => isRanked(teamId) && !gone.includes(teamId));
	const vacant = choice.teamIds.filter((teamId) => gone.includes(teamId)).length;
	const promoted = waiting.slice(0, vacant);
	const through = [...choice.teamIds.filter((teamId) => !gone.includes(teamId)), ...promoted];
	const outcomes = outcomesOf(results, decisions, (teamId) => {
		if (!through.includes(teamId)) return { outcome: 'out', withTieAtCut: false };
		const by = promoted.includes(teamId) ? 'promoted' : 'committee';
		return { outcome: 'through', by, withTieAtCut: false };
	});
	return {
		state: 'decided',
		through,
		clear: through,
		tiesAtCut: [],
		reserves: [{ clusterId: null, order: waiting.slice(vacant).map((teamId) => [teamId]) }],
		outcomes,
		warnings: [...warnings, ...unused(decisions, results, [])]
	};
}

function undecided(
	state: QualificationState,
	results: readonly FinishedCluster[],
	warnings: readonly QualificationWarning[]
): Qualification {
	const outcomes = results.flatMap(({ clusterId, standings }) =>
		standings.rows.map(({ teamId, rank }): TeamOutcome =>
			rank === null || state !== 'lastStage'
				? { teamId, outcome: 'notRanked', clusterId }
				: { teamId, outcome: 'out', clusterId, rank, withTieAtCut: false }
		)
	);
	return { state, through: [], clear: [], tiesAtCut: [], reserves: [], outcomes, warnings };
}

/** Decisions that settle nothing any more, usually because a correction changed who is tied; they must not be lost silently. */
function unused(
	decisions: QualificationDecisions,
	results: readonly FinishedCluster[],
	used: readonly CutDecision[]
): QualificationWarning[] {
	const known = results.flatMap(({ standings }) => standings.rows.map((row) => row.teamId));
	const stale = decisions.cutDecisions.filter((decision) => !used.includes(decision));
	const strangers = decisions.withdrawals.filter((withdrawal) => !known.includes(withdrawal.teamId));
	return [
		...stale.map(({ contenders }) =>
			warning('qualification_warning_decision_unused', { teams: [...contenders].sort(byCodeUnit).join(', ') })
		),
		...strangers.map(({ teamId }) => warning('qualification_warning_withdrawal_unknown', { teamId }))
	].sort((a, b) => byCodeUnit(JSON.stringify(a), JSON.stringify(b)));
}
