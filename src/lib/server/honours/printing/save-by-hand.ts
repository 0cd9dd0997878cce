import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { byHandEntries, byHandOf } from './by-hand.ts';

/** Sets sizes, lines and shifts of one recipient's certificate by hand; they stay when it is made anew. */
export const saveByHand = command({
	action: 'award.save',
	input: v.object({ awardId: id, recipientId: id, version, ...byHandEntries }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run({ tx, audit }, { awardId, recipientId, version: seen, ...fields }) {
		const before = await tx.awardRecipient.findUnique({ where: { id: recipientId } });
		if (before?.decisionId !== awardId || before.removedAt) throw new Refusal('not_found');
		if (before.version !== seen) throw new Refusal('stale');
		const after = byHandOf(fields);
		await tx.awardRecipient.update({
			where: { id: recipientId },
			data: { byHand: JSON.stringify(after), version: { increment: 1 } }
		});
		audit({
			subjectKind: 'award-recipient',
			subjectId: recipientId,
			before: { byHand: JSON.parse(before.byHand) as unknown },
			after: { byHand: after }
		});
		return {};
	}
});
