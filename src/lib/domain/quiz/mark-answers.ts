import type { GivenPart } from '#lib/domain/contest/part.ts';
import type { QuizRule } from '#lib/domain/contest/quiz-rule.ts';
import { exact, exactText, type ExactText } from '#lib/domain/shared/exact.ts';

/** What a team did with one question; null: it gave no answer. */
export interface QuestionAnswered {
	/** Index of the option that is right, from 0. */
	readonly right: number;
	readonly choice: number | null;
}

export interface QuizMarked {
	readonly right: number;
	readonly wrong: number;
	readonly unanswered: number;
	/** Before the floor and the ceiling. */
	readonly counted: ExactText;
	readonly value: ExactText;
}

/**
 * The score that a team's answers make, exactly: `pointsEach` for a right one, minus `negative` for a wrong one, nothing for
 * none; not below the part's `min` and not above its scale.
 */
export function markAnswers(
	rule: Pick<QuizRule, 'pointsEach' | 'negative'>,
	part: Pick<GivenPart, 'min' | 'scale'>,
	answers: readonly QuestionAnswered[]
): QuizMarked {
	const right = answers.filter(({ right, choice }) => choice === right).length;
	const unanswered = answers.filter(({ choice }) => choice === null).length;
	const wrong = answers.length - right - unanswered;
	const lost = exact(rule.negative).mul(exact(wrong));
	const counted = exact(rule.pointsEach).mul(exact(right)).sub(lost);
	const [least, most] = [exact(part.min), exact(part.scale)];
	const value = counted.compare(least) < 0 ? least : counted.compare(most) > 0 ? most : counted;
	return { right, wrong, unanswered, counted: exactText(counted), value: exactText(value) };
}
