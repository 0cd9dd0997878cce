import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { receptionActions, receptionPage } from '#lib/server/conference/reception/reception-forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function atDesk({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'reception.read');
	return { actor: locals.actor, conference };
}

export const load: PageServerLoad = async (event) => {
	// The name that forms of a desk ask to be read again.
	event.depends('desk:round');
	return receptionPage(event, await atDesk(event));
};

export const actions: Actions = receptionActions<RequestEvent>(atDesk);
