import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { awardScope } from '../award-scope.ts';
import { openDecision } from '../decisions/decision-at.ts';

/** What was put on a list last as one, and is still there; null where there is nothing to take back. */
export async function lastBatch(read: Tx, decisionId: string) {
	const last = await read.awardRecipient.findFirst({
		where: { decisionId, removedAt: null, batchId: { not: null } },
		orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
		select: { batchId: true, source: true, createdAt: true }
	});
	if (!last?.batchId) return null;
	const rows = await read.awardRecipient.findMany({
		where: { decisionId, removedAt: null, batchId: last.batchId },
		select: { id: true, version: true }
	});
	const untouched = rows.filter(({ version }) => version === 0).map(({ id: recipientId }) => recipientId);
	return {
		...{ batchId: last.batchId, source: last.source, at: last.createdAt },
		...{ untouched, changed: rows.length - untouched.length }
	};
}

/** Takes back what was put on a draft's list last as one. Who was corrected since stays. */
export const undoBatch = command({
	action: 'award.save',
	input: v.object({ awardId: id, batchId: id }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run({ tx, at, audit }, { awardId, batchId }) {
		await openDecision(tx, awardId);
		const batch = await lastBatch(tx, awardId);
		if (batch?.batchId !== batchId) throw new Refusal('stale');
		const { untouched, changed, source } = batch;
		await tx.awardRecipient.updateMany({
			where: { decisionId: awardId, batchId, removedAt: null, version: 0 },
			data: { removedAt: at, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { source, recipients: untouched },
			after: { takenBack: untouched.length, kept: changed }
		});
		return { removed: untouched.length, kept: changed };
	}
});
