import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id, reason } from './input.ts';
import { takeStep } from './round-step.ts';
import { roundScope } from './scope.ts';

/** One step back, with a reason: a closed round takes marks again, a verified one is closed only. */
export const reopenRound = command({
	action: 'round.reopen',
	input: v.object({ roundId: id, reason }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId, reason }) {
		const { state } = await context.tx.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { state: true }
		});
		const step = state === 'verified' ? 'unverify' : 'reopen';
		const data = step === 'unverify' ? { verifiedAt: null } : { closedAt: null };
		await takeStep(context, { roundId, step, data, reason });
		return { state: step === 'unverify' ? ('closed' as const) : ('open' as const) };
	}
});
