import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { lateView } from '#lib/server/desk/late-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { acceptHeld, declineHeld } from '#lib/server/judging/decide-held.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	const { mayDo } = await roundDesk(read, actor, params.id, 'sheet.read');
	return { lateMarks: await lateView(read, params.id, actor), mayDecide: mayDo('held.accept') };
};

export const actions: Actions = {
	accept: (event) => deskForm(event, acceptHeld as Command),
	decline: (event) => deskForm(event, declineHeld as Command)
};
