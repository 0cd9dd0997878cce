import type { Stage } from '../rules.ts';
import { scoredParts } from '../part.ts';
import type { Report } from './report.ts';

/** Says what the judges' ranks cannot decide: without judges, with weights that majorities do not know, across clusters. */
export function checkPlacing(stage: Stage, report: Report): void {
	const { by } = stage.placing;
	if (by === 'points') return;
	if (!scoredParts(stage.parts).some(({ part }) => part.kind === 'judged')) {
		report.add(['placing', 'by'], 'rules_problem_placing_needs_judges');
	}
	if (comparesClusters(stage)) report.add(['qualification', 'kind'], 'rules_problem_placing_not_comparable');
	stage.parts.forEach((part, index) => {
		const scored = part.kind === 'compound' ? part.parts : [part];
		if (scored.some((own) => own.kind === 'judged' && own.aggregation.method === 'twoMarkers')) {
			report.add(['parts', index], 'rules_problem_placing_two_markers');
		}
	});
	if (by !== 'majority') return;
	stage.parts.forEach((part, index) => {
		const marked =
			part.kind === 'compound' ? part.parts.some((sub) => sub.kind === 'judged') : part.kind === 'judged';
		if (!marked) report.add(['parts', index, 'kind'], 'rules_problem_placing_given');
		if (part.coefficient !== '1') report.add(['parts', index, 'coefficient'], 'rules_problem_placing_weight');
	});
	stage.deductions.forEach((type, index) => {
		if (type.scope === 'total' && type.effect.kind !== 'disqualify') {
			report.add(['deductions', index, 'scope'], 'rules_problem_placing_deduction', { key: type.key });
		}
	});
}

/** Ranks within one cluster say nothing about the teams of another. */
function comparesClusters({ layout, qualification }: Stage): boolean {
	if (layout === 'single') return false;
	if (qualification.kind === 'topPerCluster') return qualification.onWithdrawal === 'nextOverall';
	return qualification.kind !== 'none' && qualification.kind !== 'committeeChoice';
}
