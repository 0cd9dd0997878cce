import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { stageMoved } from '#lib/server/live/freeze.ts';
import { id } from './input.ts';
import { takeStep } from './round-step.ts';
import { roundScope } from './scope.ts';
import { endTurn } from './stage-turn.ts';

/** Closes a round: whoever is on stage has performed, and no more marks are taken. */
export const closeRound = command({
	action: 'round.close',
	input: v.object({ roundId: id }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId }) {
		await takeStep(context, { roundId, step: 'close', data: { closedAt: context.at } });
		await endTurn(context, roundId, 'performed');
		await stageMoved(context, roundId, { kind: 'closed' });
		return { state: 'closed' as const };
	}
});
