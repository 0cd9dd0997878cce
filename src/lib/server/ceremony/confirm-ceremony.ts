import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { builtCeremony, changeCeremony } from './ceremony.ts';
import { roundId, scriptHash } from './input.ts';
import { assertFresh } from './sheet-now.ts';

/** A second person has read the script on their own device and stands for it. */
export const confirmCeremony = command({
	action: 'ceremony.confirm',
	input: v.object({ roundId, hash: scriptHash }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, hash }): Promise<{ seq: number }> {
		const ceremony = await builtCeremony(ctx.tx, roundId);
		if (ceremony.hash !== hash) throw new Refusal('ceremony_changed');
		if (ceremony.state !== 'built' && ceremony.state !== 'rehearsal') throw new Refusal('ceremony_moved');
		if (ceremony.builtBy === actorId(ctx.actor)) throw new Refusal('ceremony_same_person');
		await assertFresh(ctx.tx, ceremony, ctx.at);
		return changeCeremony(ctx, ceremony, { confirmedBy: actorId(ctx.actor), confirmedAt: ctx.at });
	}
});
