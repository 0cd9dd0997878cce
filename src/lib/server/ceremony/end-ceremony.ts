import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { sheetHash } from '#lib/domain/ceremony/ceremony-script.ts';
import { contentOf, type PublishedResult } from '#lib/domain/results/published-result.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { publishVersion, type Published } from '#lib/server/results/publish.ts';
import { builtCeremony, changeCeremony, type Ceremony } from './ceremony.ts';
import { roundId, seenSeq } from './input.ts';
import { assertFresh } from './sheet-now.ts';

/** What was told in the hall is what everybody can read from now on; anything else must not be committed. */
async function assertTold(tx: Tx, ceremony: Ceremony, { version }: Published): Promise<void> {
	const stored = await tx.resultVersion.findUniqueOrThrow({
		where: { roundId_version: { roundId: ceremony.roundId, version } }
	});
	const content = contentOf(JSON.parse(stored.json) as PublishedResult);
	if (sheetHash(content) !== ceremony.sheetHash) throw new Refusal('ceremony_stale');
}

/** The last step: the result is published in the same transaction, so that screens, boards and pages turn together. */
export const endCeremony = command({
	action: 'ceremony.end',
	input: v.object({ roundId, seq: seenSeq }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, seq }): Promise<Published> {
		const ceremony = await builtCeremony(ctx.tx, roundId);
		if (ceremony.state !== 'live') throw new Refusal('ceremony_not_running');
		if (ceremony.seq !== seq) throw new Refusal('ceremony_moved');
		if (ceremony.step !== ceremony.script.length - 1 || ceremony.isHeld)
			throw new Refusal('ceremony_not_at_end');
		await assertFresh(ctx.tx, ceremony, ctx.at);
		await changeCeremony(ctx, ceremony, {
			state: 'ended',
			step: ceremony.script.length,
			endedBy: actorId(ctx.actor),
			endedAt: ctx.at
		});
		const published = await publishVersion(ctx, roundId, ceremony.reason ?? '');
		await assertTold(ctx.tx, ceremony, published);
		return published;
	}
});
