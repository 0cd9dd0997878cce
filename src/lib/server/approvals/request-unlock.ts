import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { SheetPlaceSchema } from '#lib/server/judging/unlock-ballot.ts';
import { askSecond } from './ask-second.ts';
import { unlockDifference } from './unlock.ts';

/** Asks a second person to let a sheet be opened that was verified or published with its round. */
export const requestUnlock = command({
	action: 'ballot.unlock',
	input: v.object({ ...SheetPlaceSchema.entries, reason }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { reason, ...place }) {
		const { difference, basis } = await unlockDifference(context.tx, place, context.at);
		return askSecond(context, {
			kind: 'unlock',
			roundId: place.roundId,
			request: place,
			difference,
			basis,
			reason
		});
	}
});
