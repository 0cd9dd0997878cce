import type { Table } from '#lib/server/results/export/tables.ts';
import { momentWords } from '#lib/words/moment.ts';
import type { DeskQuestion } from './asking-query.ts';

interface Words {
	readonly name: string;
	readonly head: readonly string[];
	readonly asker: (question: DeskQuestion) => string;
	readonly status: (question: DeskQuestion) => string;
}

/** Questions as a table of a workbook. */
export const questionsTable = (
	list: readonly DeskQuestion[],
	{ name, head, asker, status }: Words
): Table => ({
	name,
	head,
	rows: list.map((question) => [
		...[momentWords(question.askedAt), question.text, asker(question), question.placeName],
		...[status(question), question.answer, question.answeredBy, question.reason]
	])
});
