import type { CutRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { comparesClusters, mayNotCompare, panels } from './comparable.ts';
import type { Cut, FinishedCluster } from './cut.ts';
import { cutAt } from './cut.ts';
import type { Measure } from './places/places-among.ts';
import { BY_TOTAL, placesAmong } from './places/places-among.ts';
import type { CutStep } from './qualification-steps.ts';
import { stepsOf } from './qualification-steps.ts';
import type {
	CutDecision,
	QualificationDecisions,
	QualifiedBy,
	Skipped,
	TeamUnits,
	TieAtCut
} from './qualification.ts';
import type { AdmittedGroups } from './unit-cap.ts';
import { overCap } from './unit-cap.ts';

export interface NamedCut {
	readonly cut: Cut;
	readonly by: QualifiedBy;
	/** Position among the steps of the rule. */
	readonly step: number;
	readonly among: readonly FinishedCluster[];
	readonly measure: Measure;
}

export interface CutsMade {
	readonly cuts: readonly NamedCut[];
	readonly skipped: readonly Skipped[];
	readonly capTies: readonly TieAtCut[];
	/** Recorded decisions that settled something. */
	readonly used: readonly CutDecision[];
}

/** All cuts of a rule, made again as often as a unit has one team too many, until none has. */
export function cutByRule(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	units: TeamUnits
): CutsMade {
	const gone = goneIn(decisions);
	if (!rule.maxPerUnit || gone.length === 0) return capped(stage, rule, results, decisions, units, NOBODY);
	const before = capped(stage, rule, results, { ...decisions, withdrawals: [] }, units, NOBODY);
	const isOpen = before.capTies.length > 0 || before.cuts.some(({ cut }) => cut.tie !== null);
	if (isOpen) return capped(stage, rule, results, decisions, units, NOBODY);
	const kept = before.cuts.flatMap(({ cut }) => cut.admitted).filter((teamId) => !gone.includes(teamId));
	const after = capped(stage, rule, results, decisions, units, { kept, cuts: [] });
	const still = after.cuts.flatMap(({ cut }) => [...cut.admitted, ...(cut.tie?.teamIds ?? [])]);
	if (kept.every((teamId) => still.includes(teamId))) return after;
	// A unit that has room again must not push out who was through: every cut keeps those it had and fills what is left.
	return capped(stage, rule, results, decisions, units, { kept, cuts: before.cuts });
}

/** Who was through before anybody withdrew, and the cuts whose places they hold. */
interface Held {
	readonly kept: readonly string[];
	readonly cuts: readonly NamedCut[];
}

const NOBODY: Held = { kept: [], cuts: [] };

function capped(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	units: TeamUnits,
	held: Held
): CutsMade {
	const cap = rule.maxPerUnit ?? null;
	const skipped: Skipped[] = [];
	const used: CutDecision[] = [];
	for (;;) {
		const without = skipped.map(({ teamId }) => teamId);
		const cuts = cutsOf(stage, rule, results, decisions, { skipped: without, held: held.cuts });
		const settled = [...used, ...cuts.flatMap(({ cut }) => cut.decision ?? [])];
		if (!cap) return { cuts, skipped, capTies: [], used: settled };
		const groups = inGroups(stage, rule, results, cuts, { kept: held.kept, decisions });
		const tied = cuts.flatMap(({ cut }) => cut.tie?.teamIds ?? []);
		const ruling = overCap(groups, tied, { cap, units, policy: rule.tieAtCut, decisions });
		if (ruling.decision) used.push(ruling.decision);
		if (ruling.tie) return { cuts, skipped, capTies: [ruling.tie], used: settled };
		if (ruling.skipped.length === 0) return { cuts, skipped, capTies: [], used: settled };
		skipped.push(...ruling.skipped);
	}
}

/** The cuts that the rule makes, step after step. */
function cutsOf(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	decisions: QualificationDecisions,
	{ skipped, held }: { readonly skipped: readonly string[]; readonly held: readonly NamedCut[] }
): NamedCut[] {
	const gone = goneIn(decisions);
	// When a vacancy goes to the best of all clusters, the cluster's own cut is made as if nobody had left.
	const isRefilledOverall = rule.kind === 'topPerCluster' && rule.onWithdrawal === 'nextOverall';
	const absent = isRefilledOverall || rule.onWithdrawal === 'leaveVacant' ? [] : gone;
	const made: NamedCut[] = [];
	const taken = () => made.flatMap(({ cut }) => cut.admitted);
	const holding = (cuts: readonly NamedCut[]) =>
		cuts.flatMap(({ cut }) => cut.admitted).filter((teamId) => !absent.includes(teamId));
	const make = (
		step: Omit<CutStep, 'scope'>,
		among: readonly FinishedCluster[],
		without: readonly string[],
		own: readonly string[] = []
	): Cut => {
		const cluster = among === results ? null : among[0]!;
		const places = Math.max(0, step.places(cluster, taken().length) - own.length);
		const left = [...without, ...skipped, ...holding(held)];
		const pool = {
			clusterId: cluster?.clusterId ?? null,
			places: placesAmong(stage, among, left, decisions, step.measure)
		};
		const cut = cutAt(pool, places, rule.tieAtCut, decisions);
		return own.length === 0 ? cut : { ...cut, admitted: [...own, ...cut.admitted] };
	};
	const heldBy = (step: number, among: readonly FinishedCluster[]) =>
		holding(held.filter((before) => before.step === step && sameClusters(before.among, among)));
	const isOpen = () => made.some(({ cut }) => cut.tie !== null);
	for (const [index, step] of stepsOf(rule).entries()) {
		// Who is left for a step is known only when those before it are settled.
		if (isOpen()) return made;
		const without = [...absent, ...taken()];
		const pools = step.scope === 'cluster' ? results.map((result) => [result]) : [results];
		const cuts = pools.map((among) => ({ among, cut: make(step, among, without, heldBy(index, among)) }));
		made.push(
			...cuts.map(({ among, cut }) => ({ cut, among, by: step.by, step: index, measure: step.measure }))
		);
	}
	const vacant = isRefilledOverall ? taken().filter((teamId) => gone.includes(teamId)).length : 0;
	if (vacant === 0 || isOpen()) return made;
	const refill = { by: 'promoted', measure: { by: 'total' }, places: () => vacant } as const;
	const cut = make(refill, results, [...taken(), ...gone]);
	return [...made, { cut, among: results, by: 'promoted', step: made.length, measure: BY_TOTAL }];
}

/**
 * Those who would go on, from better to worse: who keeps a place, then step by step; within a step by the place among all
 * where the rule may compare all, otherwise by the place in the own cluster.
 */
function inGroups(
	stage: Stage,
	rule: CutRule,
	results: readonly FinishedCluster[],
	cuts: readonly NamedCut[],
	{ kept, decisions }: { kept: readonly string[]; decisions: QualificationDecisions }
): AdmittedGroups {
	const ranks = new Map(
		results.flatMap(({ standings }) => standings.rows.map((row) => [row.teamId, row.rank ?? 0] as const))
	);
	const isOne = results.length === 1;
	const mayCompare =
		isOne ||
		(stage.placing.by === 'points' &&
			(comparesClusters(rule) ? !mayNotCompare(stage, results, []) : panels(results) === 1));
	const placesBy = (measure: Measure) =>
		new Map(
			mayCompare
				? placesAmong(stage, results, [], decisions, measure).flatMap(({ rank, teamIds }) =>
						teamIds.map((teamId) => [teamId, rank] as const)
					)
				: []
		);
	const gone = goneIn(decisions);
	const keys = cuts.flatMap(({ cut, step, among, measure }) => {
		const overall = placesBy(measure);
		return cut.admitted
			.filter((teamId) => !gone.includes(teamId))
			.map((teamId) => {
				const first = kept.includes(teamId) ? [-1, 0, 0] : null;
				const own = among.length === 1 && measure.by === 'total' ? ranks.get(teamId)! : 0;
				return { teamId, key: first ?? [step, own, overall.get(teamId) ?? 0], rank: ranks.get(teamId)! };
			});
	});
	keys.sort((a, b) => a.key[0]! - b.key[0]! || a.key[1]! - b.key[1]! || a.key[2]! - b.key[2]!);
	const groups: { rank: number; teamIds: string[]; key: string }[] = [];
	for (const { teamId, key, rank } of keys) {
		const last = groups.at(-1);
		if (last?.key === key.join(' ')) last.teamIds.push(teamId);
		else groups.push({ rank, teamIds: [teamId], key: key.join(' ') });
	}
	return groups;
}

function sameClusters(a: readonly FinishedCluster[], b: readonly FinishedCluster[]): boolean {
	return a.length === b.length && a.every(({ clusterId }, index) => clusterId === b[index]!.clusterId);
}

function goneIn(decisions: QualificationDecisions): string[] {
	return decisions.withdrawals.map((withdrawal) => withdrawal.teamId);
}
