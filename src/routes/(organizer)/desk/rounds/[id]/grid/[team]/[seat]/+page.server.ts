import { requestUnlock } from '#lib/server/approvals/request-unlock.ts';
import type { Command } from '#lib/server/command/command.ts';
import { app } from '#lib/server/app.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { orNotFound } from '#lib/server/desk/or-not-found.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { judgeSheets } from '#lib/server/desk/sheet-query.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	await roundDesk(read, actor, params.id, 'sheet.read');
	return { judge: await orNotFound(judgeSheets(read, actor, params.id, params.team, params.seat)) };
};

export const actions: Actions = {
	unlock: (event) => {
		const { team: teamId, seat: seatId } = event.params;
		return deskForm(event, unlockBallot as Command, (fields) => ({ ...fields, teamId, seatId }));
	},
	ask: (event) => {
		const { team: teamId, seat: seatId } = event.params;
		return deskForm(event, requestUnlock as Command, (fields) => ({ ...fields, teamId, seatId }));
	}
};
