import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { reopenRound } from '#lib/server/contest/round-reopen.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { freezeState } from '#lib/server/desk/freeze-query.ts';
import { closingView } from '#lib/server/desk/closing-query.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { round } = await roundDesk(read, atDesk(locals), params.id, 'sheet.read');
	const from = url.searchParams.get('from');
	const asked = { seatId: url.searchParams.get('away'), from: from ? Number(from) : null };
	return {
		asked,
		closing: await closingView(read, params.id, asked, atDesk(locals)),
		freeze: await freezeState(read, params.id),
		closedAt: round.closedAt,
		verifiedAt: round.verifiedAt
	};
};

export const actions: Actions = {
	close: (event) => deskForm(event, closeRound as Command),
	reopen: (event) => deskForm(event, reopenRound as Command),
	verify: (event) => deskForm(event, verifyRound as Command),
	absence: (event) => deskForm(event, setSeatAbsence as Command)
};
