import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { letterJob } from '#lib/server/conference/delegations/letters.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** The invitation that a letter would bring, with the address of the public page instead of a secret that was not made yet. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { database, config } = app();
	const { conference } = await deskConference(database.read, locals.actor, params.code, 'mail.send');
	const job = await letterJob(database.read, {
		...{ conferenceId: conference.id, delegationIds: [url.searchParams.get('delegation') ?? '-'] },
		...{ tokens: new Map(), locale: locals.locale, at: new Date(), form: 'pdf', withSlips: false },
		origin: config.origin ?? url.origin
	});
	if (!job) error(404);
	return new Response((await printPapers(job)) as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': 'inline; filename="giay-moi-xem-truoc.pdf"',
			'Cache-Control': 'private, no-store'
		}
	});
};
