import { error } from '@sveltejs/kit';
import { receptionActions, receptionPage } from '#lib/server/conference/reception/reception-forms.ts';
import { gateAtDesk } from '#lib/server/gate/gate-at-desk.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('desk:round');
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const desk = await gateAtDesk(event);
	return { desk: desk && { title: desk.conference.titleVi, page: await receptionPage(event, desk) } };
};

export const actions: Actions = receptionActions<RequestEvent>(
	async (event) => (await gateAtDesk(event)) ?? error(403, 'forbidden')
);
