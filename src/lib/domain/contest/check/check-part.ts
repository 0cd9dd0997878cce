import { ZERO, exactText, isOnGrid, sum } from '#lib/domain/shared/exact.ts';
import type { Aggregation } from '../aggregation.ts';
import type { Criterion } from '../criterion.ts';
import type { Panel } from '../panel.ts';
import type { Part, SubPart } from '../part.ts';
import type { TimePenalty } from '../time-limit.ts';
import type { Report } from './report.ts';
import { numbers, reportTwice } from './report.ts';

/** Says what cannot work in one part; `panel` is null when it could not be read itself. */
export function checkPart(part: Part | SubPart, panel: Panel | null, report: Report): void {
	checkTimes(part, report);
	if (part.kind === 'compound') {
		reportTwice(part.parts, report.below('parts'));
		part.parts.forEach((sub, index) => checkPart(sub, panel, report.below('parts', index)));
		checkSum(
			part.parts.map((sub) => [sub.scale, sub.coefficient] as const),
			part.scale,
			(params) => report.add(['parts'], 'rules_problem_sub_parts_sum', params)
		);
	} else if (part.kind === 'judged') {
		reportTwice(part.criteria, report.below('criteria'));
		part.criteria.forEach((criterion, index) => checkCriterion(criterion, report.below('criteria', index)));
		checkSum(
			part.criteria.map((criterion) => [criterion.max, criterion.coefficient] as const),
			part.scale,
			(params) => report.add(['criteria'], 'rules_problem_criteria_sum', params)
		);
		checkAggregation(part.aggregation, panel, report.below('aggregation'));
		if (panel && part.quorum !== null && part.quorum > panel.judges) {
			const params = { quorum: part.quorum, judges: panel.judges };
			report.add(['quorum'], 'rules_problem_quorum_above_panel', params);
		}
	} else {
		checkGrid(part.min, part.scale, part.step, report);
	}
}

function checkSum(
	terms: readonly (readonly [string, string])[],
	scale: string,
	wrong: (params: { sum: string; scale: string }) => void
): void {
	const whole = numbers(scale);
	const weighted = terms.map(([points, coefficient]) => numbers(points, coefficient));
	if (!whole || weighted.includes(null)) return;
	const total = sum(weighted.map((pair) => pair![0].mul(pair![1])));
	if (!total.equals(whole[0])) wrong({ sum: exactText(total), scale });
}

function checkCriterion(criterion: Criterion, report: Report): void {
	checkGrid(criterion.min, criterion.max, criterion.step, report);
}

function checkGrid(min: string, max: string, step: string, report: Report): void {
	const read = numbers(min, max, step);
	if (!read || read[2].equals(ZERO)) return;
	if (read[0].compare(read[1]) >= 0) report.add(['min'], 'rules_problem_min_not_below_max', { min, max });
	else if (!isOnGrid(read[1], read[0], read[2])) {
		report.add(['step'], 'rules_problem_step_misses_max', { min, max, step });
	}
}

function checkAggregation(aggregation: Aggregation, panel: Panel | null, report: Report): void {
	if (aggregation.method === 'trimmed') {
		aggregation.table.forEach((row, index) => {
			const dropped = row.dropHigh + row.dropLow;
			if (dropped >= row.atLeast) {
				const params = { atLeast: row.atLeast, dropped };
				report.add(['table', index], 'rules_problem_trim_leaves_nothing', params);
			}
			if (aggregation.table.findIndex((other) => other.atLeast === row.atLeast) < index) {
				report.add(['table', index, 'atLeast'], 'rules_problem_trim_row_twice', { atLeast: row.atLeast });
			}
		});
	}
	if (aggregation.method === 'outlierExclude' && panel && aggregation.minRemaining > panel.judges) {
		const params = { minRemaining: aggregation.minRemaining, judges: panel.judges };
		report.add(['minRemaining'], 'rules_problem_remaining_above_panel', params);
	}
}

function checkTimes(part: Part | SubPart, report: Report): void {
	const limit = part.timeLimit;
	if (part.overtime && !limit) report.add(['overtime'], 'rules_problem_overtime_without_limit');
	if (part.undertime && !limit?.minSeconds)
		report.add(['undertime'], 'rules_problem_undertime_without_minimum');
	if (limit?.minSeconds && limit.minSeconds > limit.seconds) {
		const params = { minimum: limit.minSeconds, limit: limit.seconds };
		report.add(['timeLimit', 'minSeconds'], 'rules_problem_minimum_above_limit', params);
	}
	limit?.warnAtSeconds.forEach((seconds, index) => {
		if (seconds >= limit.seconds) {
			const params = { seconds, limit: limit.seconds };
			report.add(['timeLimit', 'warnAtSeconds', index], 'rules_problem_warning_after_limit', params);
		}
	});
	if (part.overtime) checkPenalty(part.overtime, report.below('overtime'));
	if (part.undertime) checkPenalty(part.undertime, report.below('undertime'));
}

function checkPenalty(penalty: TimePenalty, report: Report): void {
	if (penalty.kind !== 'stepped') return;
	penalty.steps.forEach((step, index) => {
		const before = penalty.steps[index - 1];
		const points = before && numbers(before.points, step.points);
		if (before && (step.seconds <= before.seconds || (points && points[0].compare(points[1]) >= 0))) {
			const params = { seconds: step.seconds, points: step.points };
			report.add(['steps', index], 'rules_problem_penalty_not_rising', params);
		}
	});
}
