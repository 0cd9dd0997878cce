import * as v from 'valibot';
import {
	groupOf,
	putInto,
	shifted,
	stageRows,
	withGroup,
	type StageOrder
} from '#lib/domain/honours/stage-order.ts';
import { MOST_RECIPIENTS } from '#lib/domain/honours/recipient.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version, whole } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { paperOf } from './paper-of.ts';
import { stageSeen, writeOrder } from './stage-rows.ts';

interface Moved {
	readonly awardId: string;
	readonly recipientId: string;
	readonly version: number | null;
}

const placeIn = (order: StageOrder, recipientId: string) => {
	const { stageGroup, position } = stageRows(order).find(({ id: one }) => one === recipientId)!;
	return { stageGroup, position };
};

/** Changes the order by moving one recipient; `move` answers null where there is nothing further that way. */
async function moved(
	context: Context,
	{ awardId, recipientId, version: seen }: Moved,
	move: (order: StageOrder) => StageOrder | null
) {
	const { recipients, order } = await stageSeen(context.tx, awardId, seen);
	if (groupOf(order, recipientId) === null) throw new Refusal('not_found');
	const next = move(order);
	if (!next) throw new Refusal('handover_no_further');
	const { certificates } = recipients.find(({ id: one }) => one === recipientId)!;
	const goesUp = groupOf(next, recipientId) !== 0 && groupOf(order, recipientId) === 0;
	if (goesUp && paperOf(certificates).paper.kind === 'revoked') throw new Refusal('handover_revoked_apart');
	await writeOrder(context, { awardId, recipients, order: next });
	context.audit({
		subjectKind: 'award-hand-over',
		subjectId: recipientId,
		before: placeIn(order, recipientId),
		after: placeIn(next, recipientId)
	});
	return {};
}

/** Moves a recipient by one place; from the edge of a group into the one beside it. */
export const shiftOnStage = command({
	action: 'award.hand-over',
	input: v.object({
		awardId: id,
		recipientId: id,
		version,
		way: v.picklist(['up', 'down'], 'field_required')
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	run: (context, { way, ...named }) =>
		moved(context, named, (order) => shifted(order, named.recipientId, way))
});

/** Puts a recipient into another group; 0: not on stage; one more than there are: a group of their own. */
export const putIntoGroup = command({
	action: 'award.hand-over',
	input: v.object({ awardId: id, recipientId: id, version, group: whole(0, MOST_RECIPIENTS) }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	run: (context, { group, ...named }) =>
		moved(context, named, (order) => putInto(order, named.recipientId, group))
});

/** Says who presents to a group, and on which tray its certificates lie. */
export const editStageGroup = command({
	action: 'award.hand-over',
	input: v.object({
		...{ awardId: id, version, group: whole(1, MOST_RECIPIENTS) },
		...{ presenter: optionalText(200), tray: optionalText(40) }
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	async run(context, { awardId, version: seen, group, ...said }) {
		const { recipients, order } = await stageSeen(context.tx, awardId, seen);
		const next = withGroup(order, group, said);
		if (!next) throw fieldRefusal('group', 'not_found');
		await writeOrder(context, { awardId, recipients, order: next });
		const { presenter, tray } = order.groups[group - 1]!;
		context.audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { stageGroup: group, presenter, tray },
			after: { stageGroup: group, ...said }
		});
		return {};
	}
});
