import { redirect } from '@sveltejs/kit';
import { seatName } from '#lib/domain/conference/seating.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { seatsByUnit } from '#lib/server/conference/seating/seating-query.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import type { RequestHandler } from './$types';

/** Where units sit in a hall: `what` is the poster for its door or the list of each unit, `size` the poster's paper. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'seating.read');
	const seats = found(await seatsByUnit(read, conference.id, url.searchParams.get('hall') ?? ''));
	if (seats.units.length === 0) {
		const back = `/desk/conferences/${encodeURIComponent(conference.code)}/seating`;
		return redirect(303, `${back}?refused=seating_nobody`);
	}
	const what = url.searchParams.get('what') === 'list' ? 'list' : 'poster';
	const size = what === 'poster' && url.searchParams.get('size') === 'A3' ? 'A3' : 'A4';
	const { locale } = locals;
	const title = locale === 'en' ? conference.titleEn : conference.titleVi;
	const at = new Date().toISOString();
	const bytes = await printPapers({
		...{ form: 'pdf', title, at },
		papers: [
			{
				kind: 'seating',
				fileName: 'seating',
				input: {
					...{ locale, what, size, at, hall: seats.hall.name },
					conference: { code: conference.code, title, host: conference.host.name },
					units: seats.units.map(({ unit, rows, people }) => ({
						unit,
						rows,
						people: people.map(({ name, category, seat }) => ({ name, category, seat: seatName(seat) }))
					}))
				}
			}
		]
	});
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': `attachment; filename="cho-ngoi-${conference.code}-${what}-${size}.pdf"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
