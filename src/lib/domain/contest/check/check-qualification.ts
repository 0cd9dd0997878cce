import type { QualificationRule } from '../qualification-rule.ts';
import type { Stage } from '../rules.ts';
import { checkPartPath } from './check-ladder.ts';
import type { Report } from './report.ts';

/** Says where the rule of who goes on asks for clusters that there are none of, or contradicts its own numbers. */
export function checkQualification(stage: Stage, report: Report): void {
	const rule = stage.qualification;
	if (needsClusters(rule) && stage.layout !== 'perCluster')
		report.add(['kind'], 'rules_problem_needs_clusters');
	if (rule.kind === 'mixed') {
		rule.steps.forEach((step, index) => {
			if (step.take === 'byPart') checkPartPath(stage.parts, step.part, report.below('steps', index, 'part'));
		});
	}
	if (rule.kind !== 'clusterQuotas') return;
	rule.quotas.forEach(({ cluster }, index) => {
		if (rule.quotas.findIndex((other) => other.cluster === cluster) < index) {
			report.add(['quotas', index, 'cluster'], 'rules_problem_key_twice', { key: cluster });
		}
	});
	const sum = rule.quotas.reduce((places, quota) => places + quota.places, 0);
	if (rule.total !== null && sum > rule.total) {
		report.add(['total'], 'rules_problem_quotas_above_total', { sum, total: rule.total });
	}
	if (rule.total === null && sum === 0) report.add(['quotas'], 'rules_problem_quotas_send_nobody');
}

function needsClusters(rule: QualificationRule): boolean {
	if (rule.kind === 'mixed') return rule.steps.some((step) => step.take === 'ofEachCluster');
	return ['topPerCluster', 'perClusterPlusWildcards', 'clusterQuotas'].includes(rule.kind);
}
