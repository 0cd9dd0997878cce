import { howWord } from '#lib/features/papers/paper-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { receipts } from '#lib/server/papers/receipt-query.ts';
import { receiptsTable } from '#lib/server/papers/receipts-table.ts';
import { xlsxAnswer } from '#lib/server/results/export/xlsx-answer.ts';
import type { RequestHandler } from './$types';

/** Who got which document when, as a table. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'document.read');
	const table = receiptsTable(await receipts(read, conference.id), {
		name: m.paper_receipts(),
		head: [m.paper_name(), m.delegation_unit(), m.paper_who(), m.paper_how(), m.paper_when()],
		how: howWord
	});
	return xlsxAnswer([table], `tai-lieu-${conference.code}`);
};
