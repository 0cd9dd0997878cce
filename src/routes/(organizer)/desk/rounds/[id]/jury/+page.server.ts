import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { closingView } from '#lib/server/desk/closing-query.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { juryView } from '#lib/server/desk/jury-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { askSecondLook, letMarkStand, takeBackSecondLook } from '#lib/server/judging/second-look.ts';
import { secondLookView } from '#lib/server/judging/second-look-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	const { mayDo } = await roundDesk(read, actor, params.id, 'sheet.read');
	const from = Number(url.searchParams.get('from'));
	const leaving = { seatId: url.searchParams.get('away'), from: from > 0 ? from : null };
	const turn = Number(url.searchParams.get('turn'));
	return {
		jury: await juryView(read, actor, params.id, turn > 0 ? turn : null, new Date()),
		looks: await secondLookView(read, actor, params.id),
		mayAsk: mayDo('second-look.ask'),
		leaving,
		// Both rankings are reckoned only when somebody is about to leave.
		closing: leaving.seatId === null ? null : await closingView(read, params.id, leaving, actor)
	};
};

export const actions: Actions = {
	absence: (event) => deskForm(event, setSeatAbsence as Command),
	ask: (event) => deskForm(event, askSecondLook as Command),
	stand: (event) => deskForm(event, letMarkStand as Command),
	back: (event) => deskForm(event, takeBackSecondLook as Command)
};
