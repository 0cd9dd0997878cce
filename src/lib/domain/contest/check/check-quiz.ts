import { exact, exactText, isOnGrid, ZERO } from '#lib/domain/shared/exact.ts';
import type { GivenPart } from '../part.ts';
import type { Report } from './report.ts';
import { numbers } from './report.ts';

/** A quiz must reach the part's scale when all is right, never exceed it, and every score it counts must be one that may be entered. */
export function checkQuiz({ quiz, scale, min, step }: GivenPart, report: Report): void {
	if (!quiz) return;
	const read = numbers(scale, min, step, quiz.pointsEach, quiz.negative);
	if (!read || !Number.isInteger(quiz.items)) return;
	const [most, least, grid, each, negative] = read;
	const all = each.mul(exact(quiz.items));
	if (!all.equals(most)) {
		const params = { items: quiz.items, each: quiz.pointsEach, sum: exactText(all), scale };
		report.add(['pointsEach'], 'rules_problem_quiz_sum', params);
	}
	if (least.compare(ZERO) > 0) report.add(['items'], 'rules_problem_quiz_min', { min });
	if (grid.equals(ZERO)) return;
	if (!isOnGrid(each, ZERO, grid)) {
		report.add(['pointsEach'], 'rules_problem_quiz_step', { points: quiz.pointsEach, step });
	}
	if (!isOnGrid(negative, ZERO, grid)) {
		report.add(['negative'], 'rules_problem_quiz_step', { points: quiz.negative, step });
	}
}
