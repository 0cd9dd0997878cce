import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceForm, refusedAt } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import {
	clearHall,
	fillHall,
	freeNoShows,
	markOnStage,
	restoreSeating,
	seatDelegate,
	setSeatGap,
	shapeHall,
	unseatDelegate
} from '#lib/server/conference/seating/arrange.ts';
import { seatingOfHall } from '#lib/server/conference/seating/seating-query.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'seating.read');
	const first = await read.conferenceHall.findFirst({
		where: { conferenceId: conference.id },
		orderBy: { position: 'asc' }
	});
	const hallId = url.searchParams.get('hall') ?? first?.id ?? '';
	const refused = url.searchParams.get('refused');
	return {
		key: newId(),
		// Printing answers a file; its "no" comes back as an address.
		refused: refused && refusalWords(new Refusal(refused), locals.locale).text,
		seating:
			(await seatingOfHall(read, conference.id, hallId)) ??
			(first ? await seatingOfHall(read, conference.id, first.id) : null),
		categories: await read.delegateCategory.findMany({
			where: { conferenceId: conference.id },
			orderBy: { position: 'asc' },
			select: { id: true, name: true, isCounted: true }
		}),
		mayArrange: mayDo('seating.arrange')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

/** Fields 'kind.CATEGORY' become the list that the command reads. */
async function fill(event: RequestEvent) {
	const conferenceId = await conferenceIdOf(event);
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const kinds = Object.entries(fields)
		.filter(([name]) => name.startsWith('kind.'))
		.map(([name, kind]) => ({ categoryId: name.slice('kind.'.length), kind }));
	const { hallId, version } = fields;
	const input = { conferenceId, hallId, version, kinds };
	const name = typeof at === 'string' ? at : '';
	const answer = await runForm(event, fillHall, input, String(form.get('key') ?? ''));
	return 'done' in answer ? { ...answer, at: name } : refusedAt(answer, name, {});
}

export const actions: Actions = {
	fill,
	shape: async (event) => conferenceForm(event, await conferenceIdOf(event), shapeHall),
	gap: async (event) => conferenceForm(event, await conferenceIdOf(event), setSeatGap),
	seat: async (event) => conferenceForm(event, await conferenceIdOf(event), seatDelegate),
	unseat: async (event) => conferenceForm(event, await conferenceIdOf(event), unseatDelegate),
	stage: async (event) => conferenceForm(event, await conferenceIdOf(event), markOnStage),
	clear: async (event) => conferenceForm(event, await conferenceIdOf(event), clearHall),
	free: async (event) => conferenceForm(event, await conferenceIdOf(event), freeNoShows),
	restore: async (event) => conferenceForm(event, await conferenceIdOf(event), restoreSeating)
};
