import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { builtCeremony, changeCeremony } from './ceremony.ts';
import { roundId } from './input.ts';

/** Ends a rehearsal, or breaks a ceremony off with a reason: screens go back to waiting and nothing is published. */
export const stopCeremony = command({
	action: 'ceremony.run',
	input: v.object({
		roundId,
		reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'field_too_long')), '')
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, reason }): Promise<{ seq: number }> {
		const ceremony = await builtCeremony(ctx.tx, roundId);
		const { state } = ceremony;
		if (state !== 'rehearsal' && state !== 'live') throw new Refusal('ceremony_not_running');
		if (state === 'live' && reason === '') {
			throw new Refusal('invalid', {}, [{ field: 'reason', code: 'field_required' }]);
		}
		return changeCeremony(ctx, ceremony, { state: 'built', step: 0, isHeld: false }, reason || undefined);
	}
});
