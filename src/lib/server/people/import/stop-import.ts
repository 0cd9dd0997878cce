import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { batchScope } from './batch-scope.ts';

/** Asks whoever writes a list, in this process or another, to leave the rest: what is written stays. */
export const stopImport = command({
	action: 'import.apply',
	input: v.object({ batchId: v.string() }),
	scope: (tx, { batchId }) => batchScope(tx, batchId),
	async run({ tx, actor, at }, { batchId }) {
		const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId }, omit: { effects: true } });
		if (batch.accountId !== actorId(actor)) throw new Refusal('forbidden');
		if (batch.endedAt === null) {
			await tx.importBatch.update({ where: { id: batchId }, data: { stopAskedAt: at } });
		}
		return { batchId };
	}
});
