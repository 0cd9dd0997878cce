import * as v from 'valibot';
import { laidOut, MOST_TOGETHER, STAGE_RULES } from '#lib/domain/honours/stage-order.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version, whole } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { paperOf } from './paper-of.ts';
import { stageSeen, writeOrder } from './stage-rows.ts';

/**
 * Lays the order on stage out anew: so many to a group, in the decision's order or by place. Whose certificate was revoked is
 * not called. Refuses once anything was handed over: then people are moved one by one.
 */
export const layOutStage = command({
	action: 'award.hand-over',
	input: v.object({
		awardId: id,
		version,
		by: v.picklist(STAGE_RULES, 'field_required'),
		size: whole(1, MOST_TOGETHER),
		presenter: optionalText(200)
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	async run(context, { awardId, version: seen, ...asked }) {
		const { recipients, order: before } = await stageSeen(context.tx, awardId, seen);
		const begun = recipients.some(({ handOver }) => handOver !== null && handOver.state !== 'waiting');
		if (begun) throw new Refusal('handover_begun');
		const order = laidOut(
			recipients.map(({ id: recipientId, place, certificates }) => ({
				...{ id: recipientId, place },
				isApart: paperOf(certificates).paper.kind === 'revoked'
			})),
			asked
		);
		await writeOrder(context, { awardId, recipients, order });
		context.audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before,
			after: { ...asked, ...order }
		});
		return { groups: order.groups.length, apart: order.apart.length };
	}
});
