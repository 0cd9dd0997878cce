import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { papersView } from '#lib/server/records/papers-view.ts';
import { withdrawPrint } from '#lib/server/records/withdraw-print.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { database } = app();
	const actor = atDesk(locals);
	const { mayDo } = await roundDesk(database.read, actor, params.id, 'record.print');
	const papers = await database
		.snapshot((read) => papersView(read, actor, params.id, locals.locale))
		.catch((error: unknown) => {
			// A contest that has no rules yet has nothing to make a record of.
			if (error instanceof Refusal && error.code.startsWith('results_no_')) return null;
			throw error;
		});
	return { papers, mayWithdraw: mayDo('record.withdraw'), locale: locals.locale };
};

export const actions: Actions = {
	back: (event) => deskForm(event, withdrawPrint as Command)
};
