import type { QualificationRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { FinishedCluster } from './cut.ts';
import type { QualificationWarning } from './qualification.ts';

/**
 * Totals of different panels or of clusters of different size are not comparable as they stand, and quotas may name other
 * clusters than there are; the screen has to say so.
 */
export function comparisonWarnings(
	rule: QualificationRule,
	results: readonly FinishedCluster[]
): QualificationWarning[] {
	return [...quotaWarnings(rule, results), ...panelWarnings(rule, results)];
}

function panelWarnings(rule: QualificationRule, results: readonly FinishedCluster[]): QualificationWarning[] {
	if (!comparesClusters(rule) || results.length < 2) return [];
	const sizes = results.map(({ standings }) => standings.rows.filter((row) => !row.isGuest).length);
	const least = Math.min(...sizes);
	const most = Math.max(...sizes);
	const few = tooFew(rule, results);
	return [
		...(panels(results) > 1
			? [warning('qualification_warning_panels_differ', { panels: panels(results) })]
			: []),
		...(least < most ? [warning('qualification_warning_cluster_sizes_differ', { least, most })] : []),
		...(few ? [warning('qualification_warning_too_few_for_z', few)] : [])
	];
}

function quotaWarnings(rule: QualificationRule, results: readonly FinishedCluster[]): QualificationWarning[] {
	if (rule.kind !== 'clusterQuotas') return [];
	const named = rule.quotas.map((quota) => quota.cluster);
	const known = results.map(({ clusterKey }) => clusterKey ?? '');
	const lost = known.filter((cluster) => !named.includes(cluster)).sort(byCodeUnit);
	const strange = named.filter((cluster) => !known.includes(cluster)).sort(byCodeUnit);
	return [
		...lost.map((cluster) => warning('qualification_warning_cluster_without_quota', { cluster })),
		...strange.map((cluster) => warning('qualification_warning_quota_without_cluster', { cluster }))
	];
}

/** How many different panels there were. */
export function panels(results: readonly FinishedCluster[]): number {
	return new Set(results.map(({ standings }) => standings.judgeIds.join('\u0000'))).size;
}

/** Whether the rule ever holds teams of one cluster against those of another. */
export function comparesClusters(rule: QualificationRule): boolean {
	switch (rule.kind) {
		case 'none':
		case 'committeeChoice':
			return false;
		case 'topPerCluster':
			return rule.onWithdrawal === 'nextOverall';
		case 'clusterQuotas':
			return rule.total !== null;
		case 'mixed':
			return rule.steps.some((step) => step.take !== 'ofEachCluster');
		default:
			return true;
	}
}

/** A rule that may not compare what it would have to: other panels, ranks instead of points, too few teams for a z-score. */
export function mayNotCompare(
	stage: Stage,
	results: readonly FinishedCluster[],
	warnings: readonly QualificationWarning[]
): boolean {
	const rule = stage.qualification;
	if (!comparesClusters(rule) || results.length < 2) return false;
	if (stage.placing.by !== 'points') return true;
	if (!('differentPanels' in rule)) return false;
	const has = (code: QualificationWarning['code']) => warnings.some((entry) => entry.code === code);
	return rule.differentPanels === 'refuse'
		? has('qualification_warning_panels_differ')
		: has('qualification_warning_too_few_for_z');
}

function tooFew(
	rule: QualificationRule,
	results: readonly FinishedCluster[]
): QualificationWarning['params'] | null {
	if (!('differentPanels' in rule) || rule.differentPanels !== 'zScore') return null;
	const sizes = results.map(({ standings }) => standings.rows.filter((row) => row.rank !== null).length);
	const teams = Math.min(...sizes);
	const least = rule.zScore.minTeams;
	return teams < least ? { teams, least } : null;
}

export function warning(
	code: QualificationWarning['code'],
	params: QualificationWarning['params']
): QualificationWarning {
	return { code, params };
}
