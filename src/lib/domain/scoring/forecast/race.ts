import type { CutRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import type { CutStep, NamedCluster } from '../qualification-steps.ts';
import { stepsOf } from '../qualification-steps.ts';
import type { Bounds } from './bounds.ts';

/** A team with its bounds, in its cluster. */
export interface Runner extends Bounds {
	readonly cluster: NamedCluster;
}

/** The steps of a rule with how many places each has at the least and at the most, whatever the ties at its cuts lead to. */
interface Stretch {
	readonly scope: CutStep['scope'];
	readonly isByTotal: boolean;
	readonly least: (cluster: NamedCluster | null) => number;
	readonly most: (cluster: NamedCluster | null) => number;
}

/** All teams in the race for the places of one stage. */
export interface Race {
	readonly rule: CutRule;
	readonly runners: readonly Runner[];
	readonly stretches: readonly Stretch[];
}

export function raceFor(rule: CutRule, runners: readonly Runner[]): Race {
	const clusters = [...new Map(runners.map(({ cluster }) => [cluster.clusterId, cluster])).values()];
	const steps = stepsOf(rule);
	const stretches = steps.map((step, index): Stretch => {
		const taken = steps
			.slice(0, index)
			.filter(({ scope }) => scope === 'cluster')
			.flatMap((before) =>
				clusters.map((cluster) => Math.min(before.places(cluster, 0), size(runners, cluster)))
			)
			.reduce((sum, places) => sum + places, 0);
		const places = (cluster: NamedCluster | null) => step.places(cluster, taken);
		const depends = step.places(null, 0) !== step.places(null, taken);
		return {
			scope: step.scope,
			isByTotal: step.measure.by === 'total',
			// Ties that are all admitted take places of the steps after, ties of which none is admitted leave them more.
			least: (cluster) => (depends && rule.tieAtCut === 'admitAll' ? 0 : places(cluster)),
			most: (cluster) =>
				depends && rule.tieAtCut === 'admitNone' ? step.places(cluster, 0) : places(cluster)
		};
	});
	return { rule, runners, stretches };
}

/** Whether a team that ends with at least `total` goes on, however the others end; `above`: with more than `total`. */
export function isClinched(race: Race, own: Runner, total: Exact, isAbove = false): boolean {
	const rivals = race.runners.filter(
		(other) =>
			other.teamId !== own.teamId && (other.most === null || other.most.compare(total) >= (isAbove ? 1 : 0))
	);
	return race.stretches.some((stretch, index) => {
		if (!stretch.isByTotal) return false;
		const before = race.rule.tieAtCut === 'admitNone' ? [] : race.stretches.slice(0, index);
		const left = (cluster: NamedCluster) =>
			Math.max(0, size(rivals, cluster) - takenOf(before, cluster, 'least'));
		const cluster = stretch.scope === 'cluster' ? own.cluster : null;
		const ahead = cluster ? left(cluster) : sum(clustersOf(race).map(left));
		return ahead < stretch.least(cluster);
	});
}

/** Whether a team that ends with at most `total` stays out, however the others end. */
export function isOut(race: Race, own: Runner, total: Exact): boolean {
	const rivals = race.runners.filter(
		(other) => other.teamId !== own.teamId && other.least !== null && other.least.compare(total) > 0
	);
	return race.stretches.every((stretch, index) => {
		if (!stretch.isByTotal) return false;
		const before = race.stretches.slice(0, index);
		// Ties that are all admitted may take any number of those ahead out of the later steps.
		if (before.length > 0 && race.rule.tieAtCut === 'admitAll') return false;
		if (before.some((earlier) => !earlier.isByTotal)) return false;
		const overall = sum(
			before.filter(({ scope }) => scope === 'overall').map((earlier) => earlier.most(null))
		);
		const left = (cluster: NamedCluster) =>
			Math.max(0, size(rivals, cluster) - takenOf(before, cluster, 'most'));
		const cluster = stretch.scope === 'cluster' ? own.cluster : null;
		const ahead = cluster ? left(cluster) : sum(clustersOf(race).map(left));
		return ahead - overall >= stretch.most(cluster);
	});
}

function takenOf(before: readonly Stretch[], cluster: NamedCluster, end: 'least' | 'most'): number {
	return sum(before.filter(({ scope }) => scope === 'cluster').map((stretch) => stretch[end](cluster)));
}

function clustersOf(race: Race): NamedCluster[] {
	return [...new Map(race.runners.map(({ cluster }) => [cluster.clusterId, cluster])).values()];
}

function size(runners: readonly Runner[], cluster: NamedCluster): number {
	return runners.filter((runner) => runner.cluster.clusterId === cluster.clusterId).length;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
