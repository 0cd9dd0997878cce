import * as v from 'valibot';
import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { recipientKey } from '#lib/domain/honours/recipient.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { openDecision } from '../decisions/decision-at.ts';
import { addProposed } from './add-proposed.ts';
import { recipientEntries, wordsOf } from './recipient-fields.ts';

/** Puts one recipient on a draft's list, by hand. */
export const addRecipient = command({
	action: 'award.save',
	input: v.object({ awardId: id, ...recipientEntries }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, { awardId, subject, ...typed }) {
		await openDecision(context.tx, awardId);
		const proposals = [{ subject: subject as SubjectKind, words: wordsOf(typed) }];
		const { recipientIds } = await addProposed(context, { decisionId: awardId, source: 'hand', proposals });
		return { recipientId: recipientIds[0]! };
	}
});

async function recipientSeen(
	{ tx }: Context,
	{ awardId, recipientId, version: seen }: { awardId: string; recipientId: string; version: number | null }
) {
	await openDecision(tx, awardId);
	const recipient = await tx.awardRecipient.findUnique({ where: { id: recipientId } });
	if (recipient?.decisionId !== awardId || recipient.removedAt) throw new Refusal('not_found');
	if (recipient.version !== seen) throw new Refusal('stale');
	return recipient;
}

/** Corrects a recipient's words. */
export const editRecipient = command({
	action: 'award.save',
	input: v.object({ awardId: id, recipientId: id, version, ...recipientEntries }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, { awardId, recipientId, version: seen, subject, ...typed }) {
		const before = await recipientSeen(context, { awardId, recipientId, version: seen });
		const words = wordsOf(typed);
		const was = JSON.parse(before.words) as Words;
		// Whoever else they are now, it is not known any more.
		const isOther = before.subject !== subject || was.name !== words.name;
		await context.tx.awardRecipient.update({
			where: { id: recipientId },
			data: {
				...{ subject, words: JSON.stringify(words), searchKey: recipientKey(words) },
				...(isOther && { personId: null, unitId: null }),
				version: { increment: 1 }
			}
		});
		context.audit({
			subjectKind: 'award-recipient',
			subjectId: recipientId,
			before: { subject: before.subject, ...was },
			after: { subject, ...words }
		});
		return { recipientId };
	}
});

/** Takes a recipient off a draft's list. */
export const removeRecipient = command({
	action: 'award.save',
	input: v.object({ awardId: id, recipientId: id, version }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, named) {
		const { id: recipientId, words, subject } = await recipientSeen(context, named);
		await context.tx.awardRecipient.update({
			where: { id: recipientId },
			data: { removedAt: context.at, version: { increment: 1 } }
		});
		context.audit({
			subjectKind: 'award-recipient',
			subjectId: recipientId,
			before: { subject, ...(JSON.parse(words) as object) }
		});
		return {};
	}
});
