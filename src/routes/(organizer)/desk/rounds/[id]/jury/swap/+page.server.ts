import { app } from '#lib/server/app.ts';
import { requestSwap } from '#lib/server/approvals/request-swap.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { blindFor, ownSeat } from '#lib/server/desk/blindness.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { juryView } from '#lib/server/desk/jury-query.ts';
import { liveFacts } from '#lib/server/desk/live-facts.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { sheetStates } from '#lib/server/desk/sheet-states.ts';
import { swapPreview } from '#lib/server/judging/swap-teams-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	await roundDesk(read, actor, params.id, 'ballot.swap');
	const now = new Date();
	const { turns, jurors } = await juryView(read, actor, params.id, null, now);
	const at = (field: string) => url.searchParams.get(field) ?? '';
	const [first, second] = ['first', 'second'].map((field) =>
		turns.find(({ position }) => String(position) === at(field))
	);
	const asked =
		first && second && first.partKey === second.partKey
			? {
					teamId: first.teamId,
					otherTeamId: second.teamId,
					partKey: first.partKey,
					seatId: at('seat')
				}
			: null;
	const { live, facts } = await liveFacts(read, params.id);
	const blind = blindFor(await sheetStates(read, live, facts), await ownSeat(read, actor, facts, params.id));
	return {
		turns: turns.filter(({ status }) => status === 'performed'),
		judges: jurors.map(({ seatId, label, name }) => ({ seatId, label, name })),
		chosen: { first: at('first'), second: at('second'), seat: at('seat') },
		// Sheets of two parts have nothing in common to exchange.
		isOfTwoParts: first !== undefined && second !== undefined && first.partKey !== second.partKey,
		asked,
		preview:
			asked &&
			(await swapPreview(
				read,
				params.id,
				asked,
				blind.has(asked.teamId) || blind.has(asked.otherTeamId),
				locals.locale,
				now
			))
	};
};

export const actions: Actions = {
	swap: (event) => deskForm(event, requestSwap as Command)
};
