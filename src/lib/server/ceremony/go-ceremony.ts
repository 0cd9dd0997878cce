import * as v from 'valibot';
import { moved, MOVES } from '#lib/domain/ceremony/position.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { builtCeremony, changeCeremony } from './ceremony.ts';
import { roundId, seenSeq } from './input.ts';
import { assertFresh } from './sheet-now.ts';

/** On, back, to a step, covering and uncovering the screens; what two people press at once counts once. */
export const goCeremony = command({
	action: 'ceremony.run',
	input: v.object({ roundId, seq: seenSeq, move: v.picklist(MOVES), to: v.optional(seenSeq) }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, seq, move, to }): Promise<{ seq: number; step: number }> {
		const ceremony = await builtCeremony(ctx.tx, roundId);
		const isLive = ceremony.state === 'live';
		if (!isLive && ceremony.state !== 'rehearsal') throw new Refusal('ceremony_not_running');
		if (ceremony.seq !== seq) throw new Refusal('ceremony_moved');
		const target = moved(ceremony, move, {
			to: to ?? null,
			steps: ceremony.script.length,
			mayReachLast: !isLive
		});
		if (typeof target === 'string') throw new Refusal(target);
		// Covering must always be possible, and so must going back; nothing more is told of a sheet that has changed.
		if (isLive && (target.step > ceremony.step || move === 'show')) {
			await assertFresh(ctx.tx, ceremony, ctx.at);
		}
		return changeCeremony(ctx, ceremony, target);
	}
});
