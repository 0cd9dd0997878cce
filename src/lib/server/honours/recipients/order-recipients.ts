import * as v from 'valibot';
import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { inOrder, movedTo, RECIPIENT_ORDERS } from '#lib/domain/honours/recipient-order.ts';
import { MOST_RECIPIENTS } from '#lib/domain/honours/recipient.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { awardScope } from '../award-scope.ts';
import { openDecision } from '../decisions/decision-at.ts';

const listed = (tx: Tx, decisionId: string) =>
	tx.awardRecipient.findMany({
		where: { decisionId, removedAt: null },
		orderBy: [{ position: 'asc' }, { id: 'asc' }]
	});

/** Numbers the list anew; only rows whose place changes are written. */
async function placed(tx: Tx, list: readonly { id: string; position: number }[], order: readonly string[]) {
	const was = new Map(list.map(({ id: recipientId, position }) => [recipientId, position]));
	for (const [index, recipientId] of order.entries()) {
		if (was.get(recipientId) === index + 1) continue;
		await tx.awardRecipient.update({ where: { id: recipientId }, data: { position: index + 1 } });
	}
}

const rank = whole(1, MOST_RECIPIENTS);

/** Puts a recipient elsewhere in the list. `from` is where whoever moves it saw it: a move sent twice moves once. */
export const moveRecipient = command({
	action: 'award.save',
	input: v.object({ awardId: id, recipientId: id, from: rank, to: rank }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run({ tx, audit }, { awardId, recipientId, from, to }) {
		await openDecision(tx, awardId);
		const list = await listed(tx, awardId);
		const ids = list.map((row) => row.id);
		if (!ids.includes(recipientId)) throw new Refusal('not_found');
		if (ids[from - 1] !== recipientId) throw new Refusal('stale');
		const order = movedTo(ids, recipientId, to)!;
		await placed(tx, list, order);
		audit({
			subjectKind: 'award-recipient',
			subjectId: recipientId,
			before: { place: from },
			after: { place: order.indexOf(recipientId) + 1 }
		});
		return {};
	}
});

/** Puts the whole list in order by a rule. */
export const orderRecipients = command({
	action: 'award.save',
	input: v.object({ awardId: id, by: v.picklist(RECIPIENT_ORDERS, 'field_required') }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run({ tx, audit }, { awardId, by }) {
		await openDecision(tx, awardId);
		const list = await listed(tx, awardId);
		const order = inOrder(
			list.map(({ id: recipientId, subject, words, place }) => {
				const { name = '', unit, locality } = JSON.parse(words) as Words;
				return {
					...{ id: recipientId, subject: subject as SubjectKind, name, place },
					unit: unit ?? locality ?? ''
				};
			}),
			by
		);
		await placed(tx, list, order);
		audit({ subjectKind: 'award-decision', subjectId: awardId, after: { orderedBy: by } });
		return {};
	}
});
