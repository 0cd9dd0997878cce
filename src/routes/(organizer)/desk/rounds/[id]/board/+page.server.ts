import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { freezeRound, thawRound } from '#lib/server/contest/round-freeze.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { bothBoards } from '#lib/server/desk/freeze-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { mayDo } = await roundDesk(read, atDesk(locals), params.id, 'board.read-official');
	return {
		...(await bothBoards(read, params.id)),
		mayFreeze: mayDo('round.freeze'),
		mayThaw: mayDo('round.thaw')
	};
};

export const actions: Actions = {
	freeze: (event) => deskForm(event, freezeRound as Command),
	thaw: (event) => deskForm(event, thawRound as Command)
};
