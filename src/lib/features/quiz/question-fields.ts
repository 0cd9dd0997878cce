import { MOST_OPTIONS } from '#lib/domain/quiz/question.ts';
import type { QuestionDraft, QuestionProblemCode } from '#lib/domain/quiz/question-table.ts';

type Fields = Readonly<Record<string, unknown>>;
const text = (fields: Fields, name: string): string => {
	const value = fields[name];
	return typeof value === 'string' ? value.normalize('NFC').trim() : '';
};

/** The question in a form's fields: `text`, `option.0` and on, `answer` by index, `notes`. Options left empty at the end are none. */
export function typedQuestion(fields: Fields, kind: string): QuestionDraft {
	const notes = text(fields, 'notes');
	if (kind === 'situation') return { text: text(fields, 'text'), options: [], answer: null, notes };
	const all = Array.from({ length: MOST_OPTIONS }, (_, index) => text(fields, `option.${index}`));
	const options = all.slice(0, all.findLastIndex((option) => option !== '') + 1);
	const answer = text(fields, 'answer');
	return {
		text: text(fields, 'text'),
		options,
		answer: /^[0-5]$/.test(answer) ? Number(answer) : null,
		notes
	};
}

/** The field of the form that a problem is about. */
export function fieldOf(code: QuestionProblemCode, found: string): string {
	switch (code) {
		case 'quiz_question_empty':
		case 'quiz_question_twice':
			return 'text';
		case 'quiz_question_few_options':
			return 'option.1';
		case 'quiz_question_gap':
		case 'quiz_question_same_options':
		case 'quiz_question_long':
			return `option.${found.charCodeAt(0) - 65}`;
		case 'quiz_question_no_answer':
		case 'quiz_question_answer':
			return 'answer';
	}
}
