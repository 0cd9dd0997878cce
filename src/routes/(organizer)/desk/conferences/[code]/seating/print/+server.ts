import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { seatingPaper } from '#lib/server/conference/seating/seating-paper.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** Where units sit in a hall: `what` is the poster for its door or the list of each unit, `size` the poster's paper. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'seating.read');
	const what = url.searchParams.get('what') === 'list' ? 'list' : 'poster';
	const size = what === 'poster' && url.searchParams.get('size') === 'A3' ? 'A3' : 'A4';
	const hallId = url.searchParams.get('hall') ?? '';
	const { locale } = locals;
	const job = await seatingPaper(read, { conference, hallId, locale, what, size, at: new Date() });
	if (job === null) {
		const back = `/desk/conferences/${encodeURIComponent(conference.code)}/seating`;
		return redirect(303, `${back}?refused=seating_nobody`);
	}
	return new Response((await printPapers(found(job))) as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="cho-ngoi-${conference.code}-${what}-${size}.pdf"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
