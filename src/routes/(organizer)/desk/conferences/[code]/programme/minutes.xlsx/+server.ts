import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { programmeMinutes } from '#lib/server/conference/programme/minutes-export.ts';
import type { RequestHandler } from './$types';

/** The programme as it was planned and as it went, for the minutes. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'programme.read');
	const asked = { locale: locals.locale, now: new Date() };
	const file = found(await programmeMinutes(read, conference.id, asked));
	return new Response(new Uint8Array(file), {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="${conference.code}-programme.xlsx"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
