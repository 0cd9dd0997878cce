import { kindWord } from '#lib/features/honours/award-words.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { stageListOf } from '#lib/server/honours/hand-over/stage-list.ts';
import type { RequestHandler } from './$types';

/** The order on stage as a PDF for the MC and whoever holds the trays. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { read } = app().database;
	const { award } = await deskAward(read, locals.actor, params.decision);
	const { actor, locale } = locals;
	const asked = { actor, locale, now: new Date(), kind: kindWord };
	const job = found(await stageListOf(read, award.id, asked));
	return new Response((await printPapers(job)) as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': 'attachment; filename="danh-sach-trao-tang.pdf"',
			'Cache-Control': 'private, no-store'
		}
	});
};
