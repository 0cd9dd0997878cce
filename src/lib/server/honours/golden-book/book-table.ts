import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import type { Table } from '#lib/server/results/export/tables.ts';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import type { BookLine } from './book-query.ts';

interface Said {
	readonly name: string;
	readonly head: readonly string[];
	readonly subject: (subject: string) => string;
	/** What stands in the last column but one of a void number. */
	readonly isVoid: string;
	/** Why a number is void, in words. */
	readonly why: (why: string) => string;
}

/** A golden book as a table of a workbook. */
export const bookTable = (lines: readonly BookLine[], { name, head, subject, isVoid, why }: Said): Table => ({
	name,
	head,
	rows: lines.map((line) => [
		printedNumber(line.number),
		[line.words.honorific, line.words.name].filter(Boolean).join(' '),
		subject(line.subject),
		[line.words.position, line.words.unit, line.words.locality].filter(Boolean).join(', ') || null,
		line.decision,
		line.decidedOn && dayWords(line.decidedOn),
		line.voidedAt ? `${isVoid} ${momentWords(line.voidedAt)}` : null,
		line.voidedWhy && why(line.voidedWhy)
	])
});
