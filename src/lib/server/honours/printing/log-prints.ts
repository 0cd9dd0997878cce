import * as v from 'valibot';
import { MOST_RECIPIENTS } from '#lib/domain/honours/recipient.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';

/** Writes down that certificates of a decision were printed, and for whom. */
export const logAwardPrints = command({
	action: 'award.print',
	input: v.object({
		awardId: id,
		recipientIds: v.pipe(
			v.array(id),
			v.minLength(1, 'field_required'),
			v.maxLength(MOST_RECIPIENTS, 'field_too_long')
		),
		form: v.picklist(['pdf', 'zip', 'packs'], 'field_invalid')
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.print'),
	async run({ tx, audit }, { awardId, recipientIds, form }) {
		const known = await tx.awardRecipient.count({
			where: { decisionId: awardId, id: { in: recipientIds } }
		});
		if (known !== new Set(recipientIds).size) throw new Refusal('not_found');
		audit({
			subjectKind: 'award-print',
			subjectId: awardId,
			after: { form, count: recipientIds.length, recipientIds }
		});
		return {};
	}
});
