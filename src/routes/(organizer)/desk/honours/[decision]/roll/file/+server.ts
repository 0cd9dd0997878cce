import { m } from '#lib/paraglide/messages.js';
import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { deskRoll, rollPaperAsked } from '#lib/server/honours/roll/roll-papers.ts';
import type { RequestHandler } from './$types';

/** The list of a decision or its board of honour, also before its approval: `?as=list`, `?as=poster&size=A3|A4`. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database } = app();
	const { award } = await deskAward(database.read, locals.actor, params.decision);
	const paper = found(rollPaperAsked(url.searchParams));
	const { locale } = locals;
	const job = await database.snapshot((read) => deskRoll(read, award.id, paper, locale, new Date()));
	if (!job) error(404, m.roll_print_nobody({}, { locale }));
	return new Response((await printPapers(job)) as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="${job.papers[0]!.fileName}.pdf"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
