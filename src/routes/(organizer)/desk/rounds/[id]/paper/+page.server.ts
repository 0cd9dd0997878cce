import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { paperDesk } from '#lib/server/desk/paper-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { enterPaper } from '#lib/server/judging/enter-paper.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	await roundDesk(read, actor, params.id, 'paper.enter');
	const asked = (name: string) => url.searchParams.get(name) ?? undefined;
	const wanted = { teamId: asked('team'), seatId: asked('seat'), partKey: asked('part') };
	return { paper: await paperDesk(read, actor, params.id, wanted), wanted };
};

export const actions: Actions = {
	enter: (event) =>
		deskForm(event, enterPaper as Command, (fields) => ({
			...fields,
			marks: Object.fromEntries(
				Object.entries(fields).flatMap(([name, value]) =>
					name.startsWith('marks.') ? [[name.slice('marks.'.length), value]] : []
				)
			)
		}))
};
