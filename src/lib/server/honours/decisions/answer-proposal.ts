import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id, reason, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { giveNumbers, voidNumbers } from '../golden-book/numbers.ts';
import { revokeAllOf } from '../revocation/revoke-certificate.ts';
import { revocationFields } from '../revocation/revocation-fields.ts';
import { mustBeWhole, takeStep } from './take-step.ts';

/** Approves a decision as somebody other than who proposed it, and gives its recipients their numbers in the golden book. */
export const approveDecision = command({
	action: 'award.approve',
	input: v.object({ awardId: id, version }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.approve'),
	async run(context, { awardId, version: seen }) {
		const before = await takeStep(context, { awardId, seen, step: 'approve' });
		await mustBeWhole(context.tx, before);
		return giveNumbers(context, { ...before, decidedOn: before.decidedOn! });
	}
});

/** Sends a proposal back with a reason; it is a draft again. */
export const returnDecision = command({
	action: 'award.approve',
	input: v.object({ awardId: id, version, reason }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.approve'),
	async run(context, { awardId, version: seen, reason: why }) {
		await takeStep(context, { awardId, seen, step: 'return', reason: why, data: { templateId: null } });
		return { awardId };
	}
});

/**
 * Annuls an approved decision as a whole. Its numbers stay in the book, void, with the reason; where certificates were issued,
 * they are taken away with it, which needs a ground.
 */
export const annulDecision = command({
	action: 'award.annul',
	input: v.object({
		awardId: id,
		version,
		...revocationFields,
		for: v.optional(v.nullable(revocationFields.for), null)
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.annul'),
	async run(context, { awardId, version: seen, ...asked }) {
		const { reason: why } = asked;
		await takeStep(context, { awardId, seen, step: 'annul', reason: why });
		await revokeAllOf(context, awardId, asked);
		const recipients = await context.tx.awardRecipient.findMany({
			where: { decisionId: awardId },
			select: { id: true }
		});
		const voided = await voidNumbers(
			context,
			recipients.map(({ id: recipientId }) => recipientId),
			why
		);
		return { voided };
	}
});
