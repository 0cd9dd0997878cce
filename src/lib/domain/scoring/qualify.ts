import type { QualificationRule, TieAtCutPolicy } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { byCodeUnit, sortedBy } from '#lib/domain/shared/order.ts';
import type { Cut, FinishedCluster } from './cut.ts';
import { cutAt, placesAmong } from './cut.ts';
import type { Place } from './placing.ts';
import type {
	ClusterResult,
	CutDecision,
	Qualification,
	QualificationDecisions,
	QualificationState,
	QualificationWarning,
	QualifiedBy,
	Reserves,
	TeamOutcome
} from './qualification.ts';

/**
 * Who goes through from a stage. A tie across the cut is a state of its own and is settled by the rule, by the ladder's people
 * or by a recorded decision, never by the order of input. After a withdrawal the next by place moves up, ties included.
 */
export function qualify(
	stage: Stage,
	clusters: readonly ClusterResult[],
	decisions: QualificationDecisions
): Qualification {
	const rule = stage.qualification;
	const results = sortedBy(clusters, (cluster) => cluster.clusterId ?? '').flatMap(
		({ clusterId, standings }) => (standings ? [{ clusterId, standings }] : [])
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
	if (mayNotCompare(rule, warnings)) return undecided('refused', results, warnings);
	return cutByRule(stage, rule, results, decisions, warnings);
}

type CutRule = Extract<QualificationRule, { tieAtCut: TieAtCutPolicy }>;

interface NamedCut {
	readonly cut: Cut;
	readonly by: QualifiedBy;
}

function cutByRule(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	warnings: readonly QualificationWarning[]
): Qualification {
	const cuts = cutsBy(stage, rule, results, decisions);
	const gone = goneIn(decisions);
	const admitted = cuts.flatMap(({ cut }) => cut.admitted);
	const ties = cuts.flatMap(({ cut }) => cut.tie ?? []);
	const clear = results
		.flatMap(({ standings }) => standings.rows.map((row) => row.teamId))
		.filter((teamId) => admitted.includes(teamId) && !gone.includes(teamId));
	const isDecided = ties.length === 0;
	const leftOpen = cuts.reduce((open, { cut }) => open + cut.leftOpen, 0);
	const used = cuts.flatMap(({ cut }) => cut.decision ?? []);
	const out = [...admitted, ...ties.flatMap((tie) => tie.teamIds), ...gone];
	return {
		state: isDecided ? 'decided' : 'tiedAtCut',
		through: isDecided ? clear : [],
		clear,
		tiesAtCut: ties,
		reserves: reservesBy(rule, results, (among) => placesAmong(stage, among, out, decisions)),
		outcomes: outcomesOf(results, decisions, (teamId) => {
			if (ties.some((tie) => tie.teamIds.includes(teamId))) return { outcome: 'tiedAtCut' };
			const withTieAtCut = cuts.some(({ cut }) => cut.byTie.includes(teamId));
			const entry = cuts.find(({ cut }) => cut.admitted.includes(teamId));
			return entry ? { outcome: 'through', by: entry.by, withTieAtCut } : { outcome: 'out', withTieAtCut };
		}),
		warnings: [
			...warnings,
			...(isDecided && leftOpen > 0
				? [warning('qualification_warning_places_left_open', { places: leftOpen })]
				: []),
			...unused(decisions, results, used)
		]
	};
}

/** The cuts that the rule makes: one in every cluster, one through all of them, or both. */
function cutsBy(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions
): NamedCut[] {
	const gone = goneIn(decisions);
	const cut = (among: readonly FinishedCluster[], places: number, without: readonly string[]) => {
		const clusterId = among === results ? null : among[0]!.clusterId;
		const pool = { clusterId, places: placesAmong(stage, among, without, decisions) };
		return cutAt(pool, places, rule.tieAtCut, decisions.cutDecisions);
	};
	const absent = rule.onWithdrawal === 'leaveVacant' ? [] : gone;
	if (rule.kind === 'bestOverall') return [{ cut: cut(results, rule.places, absent), by: 'overall' }];

	// When a vacancy goes to the best of all clusters, the cluster's own cut is made as if nobody had left.
	const isRefilledOverall = rule.kind === 'topPerCluster' && rule.onWithdrawal === 'nextOverall';
	const places = rule.kind === 'topPerCluster' ? rule.places : rule.perCluster;
	const own: NamedCut[] = results.map((result) => ({
		cut: cut([result], places, isRefilledOverall ? [] : absent),
		by: 'cluster'
	}));
	const taken = own.flatMap((entry) => entry.cut.admitted);
	const more =
		rule.kind === 'perClusterPlusWildcards'
			? rule.wildcards
			: isRefilledOverall
				? taken.filter((teamId) => gone.includes(teamId)).length
				: 0;
	// Who is left for the places across clusters is known only when every cluster's own places are settled.
	if (more === 0 || own.some((entry) => entry.cut.tie !== null)) return own;
	const by = isRefilledOverall ? 'promoted' : 'wildcard';
	return [...own, { cut: cut(results, more, [...taken, ...(isRefilledOverall ? gone : absent)]), by }];
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
	if (rule.onWithdrawal === 'nextOverall') return [listed(null, results)];
	return rule.kind === 'topPerCluster' ? own : [...own, listed(null, results)];
}

type Verdict =
	| { readonly outcome: 'through'; readonly by: QualifiedBy; readonly withTieAtCut: boolean }
	| { readonly outcome: 'out'; readonly withTieAtCut: boolean }
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

/** Totals of different panels or of clusters of different size are not comparable as they stand; the screen has to say so. */
function comparisonWarnings(
	rule: QualificationRule,
	results: readonly FinishedCluster[]
): QualificationWarning[] {
	if (!comparesClusters(rule) || results.length < 2) return [];
	const panels = new Set(results.map(({ standings }) => standings.judgeIds.join('\u0000')));
	const sizes = results.map(({ standings }) => standings.rows.filter((row) => !row.isGuest).length);
	const least = Math.min(...sizes);
	const most = Math.max(...sizes);
	return [
		...(panels.size > 1 ? [warning('qualification_warning_panels_differ', { panels: panels.size })] : []),
		...(least < most ? [warning('qualification_warning_cluster_sizes_differ', { least, most })] : [])
	];
}

function comparesClusters(rule: QualificationRule): boolean {
	if (rule.kind === 'bestOverall' || rule.kind === 'perClusterPlusWildcards') return true;
	return rule.kind === 'topPerCluster' && rule.onWithdrawal === 'nextOverall';
}

function mayNotCompare(rule: CutRule, warnings: readonly QualificationWarning[]): boolean {
	const refuses = 'differentPanels' in rule && rule.differentPanels === 'refuse';
	return refuses && warnings.some((entry) => entry.code === 'qualification_warning_panels_differ');
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

function warning(
	code: QualificationWarning['code'],
	params: QualificationWarning['params']
): QualificationWarning {
	return { code, params };
}
