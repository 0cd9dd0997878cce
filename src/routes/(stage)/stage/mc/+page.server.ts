import type { GenericSchema } from 'valibot';
import type { RequestEvent } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import { mcPage } from '#lib/server/conference/mc/mc-page.ts';
import { mcOf } from '#lib/server/conference/mc/mc-session.ts';
import {
	endProgrammeItem,
	startProgrammeItem,
	undoProgrammeRun
} from '#lib/server/conference/programme/run-item.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('programme:mc');
	// The name that forms of a desk ask to be read again.
	event.depends('desk:round');
	event.setHeaders({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
	const { read } = app().database;
	const actor = await mcOf(event, read);
	if (!actor) return { key: newId(), mc: null };
	const conference = await read.conference.findUniqueOrThrow({ where: { id: actor.conferenceId } });
	const asked = { url: event.url, now: new Date(), locale: event.locals.locale };
	return {
		key: newId(),
		mc: {
			...(await mcPage(read, conference, asked)),
			mayRun: actor.mayRun && conference.status === 'running'
		}
	};
};

/** Presses as the device and not as whoever may be signed in on it. */
async function press<Schema extends GenericSchema, Result>(
	event: RequestEvent,
	command: Command<Schema, Result>
) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const actor = await mcOf(event, app().database.read);
	if (!actor) return refusedAt(refusedForm(event, new Refusal('mc_not_paired'), fields), name, fields);
	const outcome = await execute(app().database, command, {
		...{ actor, requestId: event.locals.requestId },
		key: String(form.get('key') ?? '') || undefined,
		input: { ...fields, conferenceId: actor.conferenceId }
	});
	if (!outcome.ok) return refusedAt(refusedForm(event, outcome.refusal, fields), name, fields);
	return { done: true as const, at: name };
}

export const actions: Actions = {
	start: (event) => press(event, startProgrammeItem),
	end: (event) => press(event, endProgrammeItem),
	undo: (event) => press(event, undoProgrammeRun)
};
