import { howWord } from '#lib/features/papers/paper-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { receipts } from '#lib/server/papers/receipt-query.ts';
import { receiptsFile } from '#lib/server/papers/receipts-file.ts';
import type { RequestHandler } from './$types';

/** Who got which document when, as a table. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'document.read');
	const headings = [m.paper_name(), m.delegation_unit(), m.paper_who(), m.paper_how(), m.paper_when()];
	const bytes = await receiptsFile(await receipts(read, conference.id), { headings, how: howWord });
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="tai-lieu-${conference.code}.xlsx"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
