import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { programmePaper } from '#lib/server/conference/programme/programme-paper.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** The newest released programme as a PDF, to be handed out. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'programme.read');
	const job = found(await programmePaper(read, conference.id, locals.locale));
	return new Response((await printPapers(job)) as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="chuong-trinh-${conference.code}.pdf"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
