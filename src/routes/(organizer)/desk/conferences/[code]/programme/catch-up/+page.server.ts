import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { catchUpDesk } from '#lib/server/conference/programme/catch-up-query.ts';
import { replanProgramme } from '#lib/server/conference/programme/replan-programme.ts';
import { followedProgramme } from '#lib/server/conference/programme/stage-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'programme.release');
	const now = new Date();
	const { shown, hall, day, halls } = await followedProgramme(read, conference.id, url, now);
	const plan =
		shown && hall && day
			? await catchUpDesk(read, conference.id, { items: shown.items, hallId: hall.id, day, now })
			: null;
	return {
		key: newId(),
		...{ halls, hall, day, plan },
		now: now.getTime(),
		number: shown?.number ?? 0,
		mayRelease: mayDo('programme.release')
	};
};

export const actions: Actions = {
	replan: async (event) => {
		const { read } = app().database;
		const { conference } = await deskConference(read, event.locals.actor, event.params.code);
		return conferenceForm(event, conference.id, replanProgramme);
	}
};
