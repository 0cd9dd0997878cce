import type { BankKind } from '#lib/domain/quiz/question.ts';
import type { QuestionProblemCode } from '#lib/domain/quiz/question-table.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

const KINDS: Readonly<Record<string, () => string>> = {
	choice: m.questions_kind_choice,
	situation: m.questions_kind_situation
};
/** What a bank holds, inside a sentence. */
export const bankKind = (kind: string): string => KINDS[kind]?.() ?? kind;

export const bankTitle = (kind: BankKind): string =>
	kind === 'choice' ? m.questions_title_choice() : m.questions_title_situation();

const STATES: Readonly<Record<string, { tone: Tone; word: () => string; means: () => string }>> = {
	draft: { tone: 'neutral', word: m.questions_state_draft, means: m.questions_means_draft },
	sealed: { tone: 'success', word: m.questions_state_sealed, means: m.questions_means_sealed },
	opened: { tone: 'info', word: m.questions_state_opened, means: m.questions_means_opened }
};

/** How far a bank is, as a mark. */
export function bankState(state: string): { tone: Tone; label: string } {
	const known = STATES[state];
	return { tone: known?.tone ?? 'neutral', label: known?.word() ?? state };
}

/** What that means for whoever looks after it. */
export const bankMeans = (state: string): string => STATES[state]?.means() ?? '';

const PROBLEMS: Readonly<Record<QuestionProblemCode, (words: { found: string }) => string>> = {
	quiz_question_empty: () => m.refusal_quiz_question_empty(),
	quiz_question_twice: m.refusal_quiz_question_twice,
	quiz_question_few_options: m.refusal_quiz_question_few_options,
	quiz_question_gap: m.refusal_quiz_question_gap,
	quiz_question_same_options: m.refusal_quiz_question_same_options,
	quiz_question_long: m.refusal_quiz_question_long,
	quiz_question_no_answer: () => m.refusal_quiz_question_no_answer(),
	quiz_question_answer: m.refusal_quiz_question_answer
};
/** What is wrong in a question, in a sentence. */
export const questionProblem = (code: QuestionProblemCode, found: string): string =>
	PROBLEMS[code]({ found });
