import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { certificateJob } from '#lib/server/conference/certificates/certificate-job.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { CERTIFICATE_SIZES } from '#lib/server/documents/certificates/certificates-input.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** All certificates that are good, or the one that is named, as one PDF: however often, with the numbers that they have. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'certificate.read');
	const wanted = url.searchParams.get('size');
	const size = CERTIFICATE_SIZES.find((known) => known === wanted) ?? 'a4';
	const id = url.searchParams.get('id');
	const job = await certificateJob(read, {
		...{ conferenceId: conference.id, size, locale: locals.locale },
		...(id && { ids: [id] })
	});
	if (!job) {
		return redirect(
			303,
			`/desk/conferences/${encodeURIComponent(conference.code)}/certificates?refused=certificate_none`
		);
	}
	return new Response((await printPapers(job)) as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="giay-chung-nhan-${conference.code}-${size}.pdf"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
