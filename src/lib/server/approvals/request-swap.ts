import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { blindFor, ownSeat } from '#lib/server/desk/blindness.ts';
import { liveFacts } from '#lib/server/desk/live-facts.ts';
import { sheetStates } from '#lib/server/desk/sheet-states.ts';
import { SwapSchema } from '#lib/server/judging/swap-teams.ts';
import { askSecond } from './ask-second.ts';
import { swapDifference } from './swap.ts';

/** Asks a second person to let the marks of two teams be exchanged. Nothing changes before they agree. */
export const requestSwap = command({
	action: 'ballot.swap',
	input: v.object({ ...SwapSchema.entries, reason }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { reason, ...swap }) {
		const { tx, actor, at } = context;
		const { live, facts } = await liveFacts(tx, swap.roundId);
		const own = await ownSeat(tx, actor, facts, swap.roundId);
		const blind = blindFor(await sheetStates(tx, live, facts), own);
		if (blind.has(swap.teamId) || blind.has(swap.otherTeamId)) throw new Refusal('second_look_blind');
		const { difference, basis } = await swapDifference(tx, swap, at);
		return askSecond(context, {
			kind: 'swap',
			roundId: swap.roundId,
			request: swap,
			difference,
			basis,
			reason
		});
	}
});
