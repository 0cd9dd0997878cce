import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { builtCeremony, changeCeremony } from './ceremony.ts';
import { roundId } from './input.ts';
import { assertFresh } from './sheet-now.ts';

/** Begins the same steps on the rehearsal's screens only, with invented names unless real ones are asked for. */
export const rehearseCeremony = command({
	action: 'ceremony.run',
	input: v.object({ roundId, names: v.optional(v.picklist(['invented', 'real']), 'invented') }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, names }): Promise<{ seq: number }> {
		const ceremony = await builtCeremony(ctx.tx, roundId);
		if (ceremony.state !== 'built') throw new Refusal('ceremony_moved');
		await assertFresh(ctx.tx, ceremony, ctx.at);
		return changeCeremony(ctx, ceremony, {
			state: 'rehearsal',
			rehearsalNames: names,
			step: 1,
			isHeld: false
		});
	}
});
