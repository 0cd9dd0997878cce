import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { printAtDesk } from '#lib/server/conference/reception/reception-forms.ts';
import type { RequestHandler } from './$types';

/** One badge as a PDF, opened by the browser. */
export const POST: RequestHandler = async (event) => {
	const { actor } = event.locals;
	const { conference } = await deskConference(
		app().database.read,
		actor,
		event.params.code,
		'reception.read'
	);
	const desk = `/desk/conferences/${encodeURIComponent(conference.code)}/reception`;
	return printAtDesk(event, { actor, conference }, desk);
};
