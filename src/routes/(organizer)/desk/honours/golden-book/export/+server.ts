import { error } from '@sveltejs/kit';
import { kindWord, subjectWord, voidedWords } from '#lib/features/honours/award-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { bookAsked } from '#lib/server/honours/golden-book/book-asked.ts';
import { bookLines } from '#lib/server/honours/golden-book/book-query.ts';
import { bookPaper } from '#lib/server/honours/golden-book/book-paper.ts';
import { bookTable } from '#lib/server/honours/golden-book/book-table.ts';
import { csv } from '#lib/server/results/export/csv.ts';
import { xlsxAnswer } from '#lib/server/results/export/xlsx-answer.ts';
import type { RequestHandler } from './$types';

/** A golden book as a workbook or as text, with the filters of the page, or whole to be bound: `?as=xlsx|csv|pdf`. */
export const GET: RequestHandler = async ({ locals, url }) => {
	allowAnywhere(locals.actor, 'award.read');
	const as = url.searchParams.get('as');
	if (as !== 'xlsx' && as !== 'csv' && as !== 'pdf') error(404);
	const { read } = app().database;
	const { book, query, only } = found(await bookAsked(read, locals.actor, url.searchParams));
	const name = `so-vang-${book.kind}-${book.year}`;
	if (as === 'pdf') {
		const now = new Date();
		const job = await bookPaper(read, { book, locale: locals.locale, now, why: voidedWords });
		return new Response((await printPapers(job)) as BodyInit, {
			headers: {
				'Content-Type': 'application/pdf',
				'Content-Disposition': `attachment; filename="${name}.pdf"`,
				'Cache-Control': 'private, no-store'
			}
		});
	}
	const table = bookTable(await bookLines(read, { ...book, query, only }), {
		name: `${kindWord(book.kind)} ${book.year}`,
		head: [
			...[m.award_recipient_number(), m.award_recipient(), m.award_subject(), m.book_of()],
			...[m.award_number(), m.award_day(), m.book_void(), m.award_step_reason()]
		],
		subject: subjectWord,
		isVoid: m.book_voided(),
		why: voidedWords
	});
	if (as === 'xlsx') return xlsxAnswer([table], name);
	return new Response(csv(table, locals.locale), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}.csv"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
