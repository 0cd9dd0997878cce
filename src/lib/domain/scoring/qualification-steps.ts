import type { CutRule } from '#lib/domain/contest/qualification-rule.ts';
import type { QualifiedBy } from './qualification.ts';
import type { Measure } from './places/places-among.ts';
import { BY_TOTAL } from './places/places-among.ts';

/** A cluster as the rules see it. */
export interface NamedCluster {
	readonly clusterId: string | null;
	readonly clusterKey: string | null;
}

/** One cut, or one in every cluster, among the teams that the steps before have left. */
export interface CutStep {
	readonly by: QualifiedBy;
	readonly scope: 'cluster' | 'overall';
	readonly measure: Measure;
	/** Places in a cluster, or (null) across all, given how many were taken before. */
	readonly places: (cluster: NamedCluster | null, taken: number) => number;
}

/** What a rule does, one step after the other. */
export function stepsOf(rule: CutRule): CutStep[] {
	const ofEach = (places: (cluster: NamedCluster | null) => number): CutStep => ({
		by: 'cluster',
		scope: 'cluster',
		measure: BY_TOTAL,
		places
	});
	const ofAll = (by: QualifiedBy, places: CutStep['places'], measure = BY_TOTAL): CutStep => ({
		by,
		scope: 'overall',
		measure,
		places
	});
	switch (rule.kind) {
		case 'topPerCluster':
			return [ofEach(() => rule.places)];
		case 'bestOverall':
			return [ofAll('overall', () => rule.places)];
		case 'perClusterPlusWildcards':
			return [ofEach(() => rule.perCluster), ofAll('wildcard', () => rule.wildcards)];
		case 'clusterQuotas': {
			const { total } = rule;
			const own = ofEach(
				(cluster) => rule.quotas.find((quota) => quota.cluster === cluster?.clusterKey)?.places ?? 0
			);
			return total === null ? [own] : [own, ofAll('wildcard', (_, taken) => Math.max(0, total - taken))];
		}
		case 'mixed':
			return rule.steps.map((step): CutStep => {
				switch (step.take) {
					case 'byTotal':
						return ofAll('overall', () => step.places);
					case 'ofEachCluster':
						return ofEach(() => step.places);
					case 'byPart':
						return ofAll('part', () => step.places, { by: 'part', partKey: step.part });
				}
			});
	}
}
