import { ZERO, exactText, isOnGrid, sum } from '#lib/domain/shared/exact.ts';
import type { Criterion } from '../criterion.ts';
import type { Panel } from '../panel.ts';
import type { Part, SubPart } from '../part.ts';
import type { TimePenalty } from '../time-limit.ts';
import { checkAggregation } from './check-aggregation.ts';
import { checkQuiz } from './check-quiz.ts';
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
		checkAggregation(part, panel, report.below('aggregation'));
		if (panel && part.quorum !== null && part.quorum > panel.judges) {
			const params = { quorum: part.quorum, judges: panel.judges };
			report.add(['quorum'], 'rules_problem_quorum_above_panel', params);
		}
	} else {
		checkGrid(part.min, part.scale, part.step, report);
		checkQuiz(part, report.below('quiz'));
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
	if (criterion.marks) checkMarks(criterion, criterion.marks, report);
	else checkGrid(criterion.min, criterion.max, criterion.step, report);
}

function checkMarks({ min, max }: Criterion, marks: readonly string[], report: Report): void {
	const [least, most] = [marks[0], marks.at(-1)];
	const read = numbers(min, max, ...marks);
	if (!read || least === undefined || most === undefined) return;
	const [lowest, highest, ...listed] = read;
	listed.forEach((mark, index) => {
		if (index > 0 && mark.compare(listed[index - 1]!) <= 0) {
			report.add(['marks', index], 'rules_problem_marks_not_rising', { mark: marks[index]! });
		}
	});
	if (!listed[0]!.equals(lowest)) report.add(['min'], 'rules_problem_marks_miss_min', { min, least });
	if (!listed.at(-1)!.equals(highest)) report.add(['max'], 'rules_problem_marks_miss_max', { max, most });
}

function checkGrid(min: string, max: string, step: string, report: Report): void {
	const read = numbers(min, max, step);
	if (!read || read[2].equals(ZERO)) return;
	if (read[0].compare(read[1]) >= 0) report.add(['min'], 'rules_problem_min_not_below_max', { min, max });
	else if (!isOnGrid(read[1], read[0], read[2])) {
		report.add(['step'], 'rules_problem_step_misses_max', { min, max, step });
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
		if (index > 0 && seconds <= limit.warnAtSeconds[index - 1]!) {
			report.add(['timeLimit', 'warnAtSeconds', index], 'rules_problem_warnings_not_rising', { seconds });
		}
	});
	if (part.overtime) checkPenalty(part.overtime, report.below('overtime'));
	if (part.undertime) {
		checkPenalty(part.undertime, report.below('undertime'));
		checkUndertime(part.undertime, limit?.minSeconds ?? null, report.below('undertime'));
	}
}

/** A part that was too short is over: nothing can stop it, and nobody can be shorter than nothing. */
function checkUndertime(penalty: TimePenalty, minimum: number | null, report: Report): void {
	const steps = penalty.kind === 'stepped' ? penalty.steps : [];
	const stops =
		penalty.kind === 'perUnit' ? penalty.stopsAfterSeconds !== null : steps.some((step) => step.stopsPart);
	if (stops) report.add([], 'rules_problem_undertime_stops');
	if (minimum === null) return;
	steps.forEach(({ seconds }, index) => {
		if (seconds > minimum) {
			report.add(['steps', index], 'rules_problem_undertime_out_of_reach', { seconds, minimum });
		}
	});
}

function checkPenalty(penalty: TimePenalty, report: Report): void {
	if (penalty.kind !== 'stepped') {
		const read = penalty.cap === null ? null : numbers(penalty.cap, penalty.points);
		if (read && read[0].compare(read[1]) < 0) {
			const params = { cap: penalty.cap!, points: penalty.points };
			report.add(['cap'], 'rules_problem_cap_below_points', params);
		}
		return;
	}
	const stop = penalty.steps.findIndex((step) => step.stopsPart);
	penalty.steps.forEach((step, index) => {
		if (stop >= 0 && index > stop) {
			report.add(['steps', index], 'rules_problem_penalty_after_stop', { seconds: step.seconds });
		}
		const before = penalty.steps[index - 1];
		const points = before && numbers(before.points, step.points);
		if (before && (step.seconds <= before.seconds || (points && points[0].compare(points[1]) >= 0))) {
			const params = { seconds: step.seconds, points: step.points };
			report.add(['steps', index], 'rules_problem_penalty_not_rising', params);
		}
	});
}
