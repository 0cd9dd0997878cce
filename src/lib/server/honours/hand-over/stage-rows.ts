import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { orderOf, stageRows, type StageOrder } from '#lib/domain/honours/stage-order.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { insertRows, updateRows, type Row } from '#lib/server/db/bulk.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { isIssuable } from '../issue/issue-plan.ts';
import { PAPERS } from './paper-of.ts';

/** A decision whose certificates may be handed over. Refuses before its approval, and once it is annulled. */
export async function decisionOnStage(tx: Tx, awardId: string) {
	const award = await tx.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	if (!isIssuable(award.state as DecisionState)) throw new Refusal('handover_not_now');
	return award;
}

/** Everybody whom a decision honours, with their place on stage where they have one. */
export const recipientsOnStage = (tx: Tx, awardId: string) =>
	tx.awardRecipient.findMany({
		where: { decisionId: awardId, removedAt: null },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		include: { handOver: true, certificates: PAPERS }
	});
type OnStage = Awaited<ReturnType<typeof recipientsOnStage>>;

/** The order as it is stored; whoever was not laid out yet stands nowhere in it. */
export const storedOrder = (recipients: OnStage): StageOrder =>
	orderOf(
		recipients.flatMap(({ id, handOver }) => {
			if (!handOver) return [];
			const { stageGroup, position, presenter, tray } = handOver;
			return [{ id, stageGroup, position, presenter, tray }];
		})
	);

/** The order of a decision as whoever changes it has seen it; refuses with `stale` where somebody was quicker. */
export async function stageSeen(tx: Tx, awardId: string, seen: number | null) {
	const award = await decisionOnStage(tx, awardId);
	if (award.stageVersion !== seen) throw new Refusal('stale');
	const recipients = await recipientsOnStage(tx, awardId);
	return { recipients, order: storedOrder(recipients) };
}

/** Writes an order down; only rows that change are written, and what was handed over stays with its recipient. */
export async function writeOrder(
	{ tx, newId, publish }: Context,
	{ awardId, recipients, order }: { awardId: string; recipients: OnStage; order: StageOrder }
): Promise<void> {
	const known = new Map(recipients.map(({ id, handOver }) => [id, handOver]));
	const added: Row[] = [];
	const changed: Row[] = [];
	for (const { id: recipientId, ...row } of stageRows(order)) {
		const said = {
			position: row.position,
			stageGroup: row.stageGroup,
			presenter: row.presenter,
			tray: row.tray
		};
		const before = known.get(recipientId);
		if (!before) {
			added.push({ id: newId(), recipientId, ...said, state: 'waiting', version: 0 });
			continue;
		}
		const isSame =
			before.position === said.position &&
			before.stageGroup === said.stageGroup &&
			before.presenter === said.presenter &&
			before.tray === said.tray;
		// Not the row's own version: who is called later may have received in the meantime.
		if (!isSame) changed.push({ ...said, id: before.id });
	}
	if (added.length > 0) await insertRows(tx, 'AwardHandOver', added);
	if (changed.length > 0) await updateRows(tx, 'AwardHandOver', changed, ['stageGroup', 'position']);
	await tx.awardDecision.update({ where: { id: awardId }, data: { stageVersion: { increment: 1 } } });
	publish({ kind: 'hand-over.changed', awardId, recipientIds: null });
}
