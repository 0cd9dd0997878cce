import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import {
	handedOver,
	HAND_OVER_STEPS,
	isHanded,
	type HandOverState,
	type HandOverStep
} from '#lib/domain/honours/hand-over.ts';
import { MOST_TOGETHER } from '#lib/domain/honours/stage-order.ts';
import { tapMoment } from '#lib/domain/honours/tap-moment.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { printedCheckCode } from '#lib/domain/shared/check-code.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version } from '#lib/server/contest/input.ts';
import { momentWords } from '#lib/words/moment.ts';
import { awardScope } from '../award-scope.ts';
import { certificateId } from '../proof/certificate-scope.ts';
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

const nameOf = ({ words }: Taken) => (JSON.parse(words) as Words).name ?? '';

/** What whoever is refused reads of whose certificate it is, and what was noted of it last. */
const saidOf = (taken: Taken) => ({
	name: nameOf(taken),
	at: taken.handOver.doneAt ? momentWords(taken.handOver.doneAt) : '–',
	by: taken.handOver.doneBy ?? '–',
	receiver: taken.handOver.receiverName ?? nameOf(taken)
});

/** Takes one step with one certificate, and writes down who did and when. Refuses in words that name whose it is. */
export async function takeHandOverStep(
	{ tx, at, actor, audit }: Context,
	taken: Taken,
	step: HandOverStep,
	{ receiver, doneAt = at }: { readonly receiver: string | null; readonly doneAt?: Date }
) {
	const { recipientId, handOver: row, certificates } = taken;
	const before = handOverOf(row);
	const answer = handedOver(before, step, { paper: paperOf(certificates).paper, receiver });
	if ('refused' in answer) throw new Refusal(`handover_${answer.refused}`, saidOf(taken));
	const doneBy = nameOfActor(actor);
	await tx.awardHandOver.update({
		where: { recipientId },
		data: { ...storedHandOver(answer.to), doneAt, doneBy, version: { increment: 1 } }
	});
	audit({
		subjectKind: 'award-hand-over',
		subjectId: recipientId,
		before: { ...storedHandOver(before), doneAt: row.doneAt, doneBy: row.doneBy },
		after: { step, ...storedHandOver(answer.to), doneAt, doneBy }
	});
	return answer.to;
}

/** Says what somebody else noted since it was looked at: nothing is written over what was not seen. */
function refuseOther(taken: Taken, step: HandOverStep): never {
	const { state } = taken.handOver;
	if (isHanded(state as HandOverState)) {
		throw new Refusal(step === 'back' ? 'handover_meanwhile_received' : 'handover_already', saidOf(taken));
	}
	throw new Refusal(`handover_meanwhile_${state}`, saidOf(taken));
}

/** Refuses to note the newest certificate as handed over where another one was on the tray when it was tapped. */
function refuseOtherPaper(taken: Taken, seen: string | null | undefined, step: HandOverStep): void {
	if (seen === undefined || step !== 'receive') return;
	const { paper, certificate } = paperOf(taken.certificates);
	if (paper.kind !== 'good' || paper.id === seen) return;
	throw new Refusal('handover_other_paper', {
		name: nameOf(taken),
		code: printedCheckCode(certificate!.code)
	});
}

/**
 * Records what happens on stage with one certificate or with a whole group's: present, received (by somebody else where a name
 * comes with it), absent, or the last step taken back. All of them, or none. A tablet that had no network sends each tap by
 * itself: with when it was made (ISO, by the server's clock), and with the key of the tap of that tablet on which it builds,
 * without which it would be another one.
 */
export const recordHandOver = command({
	action: 'award.hand-over',
	input: v.object({
		awardId: id,
		step: v.picklist(ON_STAGE, 'field_required'),
		members: v.pipe(
			v.array(
				v.object({
					...{ recipientId: id, version, receiverName: optionalText(200) },
					/** The certificate that was seen on the tray; null: none was issued yet; left out: not looked at. */
					certificateId: v.optional(v.nullable(certificateId))
				})
			),
			v.minLength(1, 'field_required'),
			v.maxLength(4 * MOST_TOGETHER, 'field_too_long')
		),
		tappedAt: v.optional(v.pipe(v.string(), v.isoTimestamp('field_invalid'))),
		after: v.optional(v.nullable(id))
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	async run(context, { awardId, step, members, tappedAt, after }) {
		const { tx, at, publish } = context;
		await decisionOnStage(tx, awardId);
		const isLost = after && !(await tx.commandReceipt.findUnique({ where: { key: after } }));
		if (isLost) throw new Refusal('handover_follows');
		const doneAt = tapMoment(tappedAt, at);
		for (const { recipientId, version: seen, receiverName, certificateId: paper } of members) {
			const recipient = await tx.awardRecipient.findUnique({
				where: { id: recipientId },
				select: { decisionId: true, removedAt: true, words: true, certificates: PAPERS, handOver: true }
			});
			if (recipient?.decisionId !== awardId || recipient.removedAt) throw new Refusal('not_found');
			const { words, certificates, handOver } = recipient;
			if (!handOver) throw new Refusal('handover_not_laid_out');
			const taken = { recipientId, words, certificates, handOver };
			if (handOver.version !== seen) refuseOther(taken, step);
			refuseOtherPaper(taken, paper, step);
			await takeHandOverStep(context, taken, step, { receiver: receiverName, doneAt });
		}
		publish({
			kind: 'hand-over.changed',
			awardId,
			recipientIds: members.map(({ recipientId }) => recipientId)
		});
		return { recorded: members.length };
	}
});
