import type { Rules } from '../rules.ts';
import type { RulesProblem } from '../rules-problem.ts';
import { checkStage } from './check-stage.ts';
import type { Report } from './report.ts';
import { reportTo, reportTwice } from './report.ts';

/** Every contradiction within rules whose form is right. */
export function checkRules(rules: Rules): RulesProblem[] {
	const problems: RulesProblem[] = [];
	const report = reportTo(problems);
	reportTwice(rules.stages, report.below('stages'));
	rules.stages.forEach((stage, index) => checkStage(stage, report.below('stages', index)));
	checkSources(rules, report);
	for (const range of ['members', 'unitsPerTeam'] as const) {
		const { min, max } = rules.teams[range];
		if (min > max) report.add(['teams', range], 'rules_problem_range_reversed', { min, max });
	}
	return problems;
}

function checkSources(rules: Rules, report: Report): void {
	rules.stages.forEach((stage, index) => {
		if (stage.entrants.kind === 'registered') return;
		const here = report.below('stages', index, 'entrants');
		const { from } = stage.entrants;
		const source = rules.stages.slice(0, index).find((earlier) => earlier.key === from);
		if (index === 0) here.add([], 'rules_problem_first_stage_has_no_teams');
		else if (!source) here.add(['from'], 'rules_problem_unknown_stage', { from });
		else if (source.qualification.kind === 'none') {
			here.add(['from'], 'rules_problem_source_sends_nobody', { from });
		}
	});
}
