import type { RequestEvent } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { askingPlaces } from '#lib/server/asking/asking-query.ts';
import { addPlaces, removePlace } from '#lib/server/asking/save-places.ts';
import type { Command } from '#lib/server/command/command.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { qrPath } from '#lib/server/live/qr-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { config, database } = app();
	const { conference, mayDo } = await deskConference(
		database.read,
		locals.actor,
		params.code,
		'hall-question.read'
	);
	const origin = config.origin ?? url.origin;
	const places = (await askingPlaces(database.read, conference.id)).map(({ id, name, token }) => {
		const address = `${origin}/ask/${token}`;
		return { id, name, token, address, qr: qrPath(address) };
	});
	return { key: newId(), places, maySetUp: mayDo('hall-question.set-up') };
};

async function run(event: RequestEvent, command: Command) {
	const { read } = app().database;
	const code = event.params.code ?? '';
	const { conference } = await deskConference(read, event.locals.actor, code, 'hall-question.read');
	return conferenceForm(event, conference.id, command);
}

export const actions: Actions = {
	add: (event) => run(event, addPlaces),
	remove: (event) => run(event, removePlace)
};
