import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { builtCeremony, changeCeremony } from './ceremony.ts';
import { roundId, scriptHash } from './input.ts';
import { assertFresh } from './sheet-now.ts';

/** Opens the ceremony in the hall, at its first step. The script must be confirmed by a second person and still be true. */
export const startCeremony = command({
	action: 'ceremony.run',
	input: v.object({ roundId, hash: scriptHash }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, hash }): Promise<{ seq: number }> {
		const ceremony = await builtCeremony(ctx.tx, roundId);
		if (ceremony.hash !== hash) throw new Refusal('ceremony_changed');
		if (ceremony.state !== 'built') throw new Refusal('ceremony_moved');
		if (ceremony.confirmedBy === null) throw new Refusal('ceremony_not_confirmed');
		await assertFresh(ctx.tx, ceremony, ctx.at);
		return changeCeremony(ctx, ceremony, {
			state: 'live',
			step: 1,
			isHeld: false,
			startedBy: actorId(ctx.actor),
			startedAt: ctx.at
		});
	}
});
