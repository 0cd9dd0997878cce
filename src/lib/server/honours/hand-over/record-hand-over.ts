import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { handedOver, HAND_OVER_STEPS, type HandOverStep } from '#lib/domain/honours/hand-over.ts';
import { MOST_TOGETHER } from '#lib/domain/honours/stage-order.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version } from '#lib/server/contest/input.ts';
import { momentWords } from '#lib/words/moment.ts';
import { awardScope } from '../award-scope.ts';
import { handOverOf, paperOf, PAPERS, storedHandOver } from './paper-of.ts';
import { decisionOnStage } from './stage-rows.ts';

/** At the desk it is `pickUp`, which reads the certificate first. */
const ON_STAGE = HAND_OVER_STEPS.filter((step) => step !== 'pick-up') as Exclude<HandOverStep, 'pick-up'>[];

export interface Taken {
	readonly recipientId: string;
	readonly words: string;
	readonly certificates: Parameters<typeof paperOf>[0];
	readonly handOver: {
		readonly state: string;
		readonly cameFrom: string | null;
		readonly receiverName: string | null;
		readonly certificateId: string | null;
		readonly doneAt: Date | null;
		readonly doneBy: string | null;
		readonly version: number;
	};
}

/** Takes one step with one certificate, and writes down who did and when. Refuses in words that name whose it is. */
export async function takeHandOverStep(
	{ tx, at, actor, audit }: Context,
	taken: Taken,
	step: HandOverStep,
	receiver: string | null
) {
	const { recipientId, handOver: row, certificates } = taken;
	const before = handOverOf(row);
	const answer = handedOver(before, step, { paper: paperOf(certificates).paper, receiver });
	if ('refused' in answer) {
		throw new Refusal(`handover_${answer.refused}`, {
			name: (JSON.parse(taken.words) as Words).name ?? '',
			at: row.doneAt ? momentWords(row.doneAt) : '–',
			receiver: before.receiver ?? (JSON.parse(taken.words) as Words).name ?? ''
		});
	}
	const doneBy = nameOfActor(actor);
	await tx.awardHandOver.update({
		where: { recipientId },
		data: { ...storedHandOver(answer.to), doneAt: at, doneBy, version: { increment: 1 } }
	});
	audit({
		subjectKind: 'award-hand-over',
		subjectId: recipientId,
		before: { ...storedHandOver(before), doneAt: row.doneAt, doneBy: row.doneBy },
		after: { step, ...storedHandOver(answer.to), doneAt: at, doneBy }
	});
	return answer.to;
}

/**
 * Records what happens on stage with one certificate or with a whole group's: present, received (by somebody else where a name
 * comes with it), absent, or the last step taken back. All of them, or none.
 */
export const recordHandOver = command({
	action: 'award.hand-over',
	input: v.object({
		awardId: id,
		step: v.picklist(ON_STAGE, 'field_required'),
		members: v.pipe(
			v.array(v.object({ recipientId: id, version, receiverName: optionalText(200) })),
			v.minLength(1, 'field_required'),
			v.maxLength(4 * MOST_TOGETHER, 'field_too_long')
		)
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	async run(context, { awardId, step, members }) {
		const { tx } = context;
		await decisionOnStage(tx, awardId);
		for (const { recipientId, version: seen, receiverName } of members) {
			const recipient = await tx.awardRecipient.findUnique({
				where: { id: recipientId },
				select: { decisionId: true, removedAt: true, words: true, certificates: PAPERS, handOver: true }
			});
			if (recipient?.decisionId !== awardId || recipient.removedAt) throw new Refusal('not_found');
			const { words, certificates, handOver } = recipient;
			if (!handOver) throw new Refusal('handover_not_laid_out');
			if (handOver.version !== seen) throw new Refusal('stale');
			await takeHandOverStep(context, { recipientId, words, certificates, handOver }, step, receiverName);
		}
		return { recorded: members.length };
	}
});
