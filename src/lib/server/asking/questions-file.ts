import writeExcelFile from 'write-excel-file/node';
import { momentWords } from '#lib/words/moment.ts';
import type { DeskQuestion } from './asking-query.ts';

interface Words {
	readonly headings: readonly string[];
	readonly status: (question: DeskQuestion) => string;
	readonly unnamed: string;
}

/** Questions as an XLSX file. Every cell is a text: none can become a formula. */
export function questionsFile(
	list: readonly DeskQuestion[],
	{ headings, status, unnamed }: Words
): Promise<Buffer> {
	const text = (value: string) => ({ value, type: String, wrap: true });
	const rows = list.map((question) => {
		const { text: asked, unitName, personName, placeName, answer, answeredBy, reason, askedAt } = question;
		const who = unitName ? [personName, unitName].filter(Boolean).join(', ') : unnamed;
		const cells = [momentWords(askedAt), asked, who, placeName ?? '', status(question)];
		return [...cells, answer ?? '', answeredBy ?? '', reason ?? ''].map(text);
	});
	const head = headings.map((value) => ({ ...text(value), fontWeight: 'bold' as const }));
	return writeExcelFile([head, ...rows], {
		columns: [18, 60, 36, 20, 20, 60, 24, 30].map((width) => ({ width })),
		stickyRowsCount: 1
	}).toBuffer();
}
