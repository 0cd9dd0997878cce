import * as v from 'valibot';
import { printedCheckCode } from '#lib/domain/shared/check-code.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { text, version } from '#lib/server/contest/input.ts';
import { certificateId, certificateScope } from '../proof/certificate-scope.ts';
import { paperOf, PAPERS } from './paper-of.ts';
import { takeHandOverStep } from './record-hand-over.ts';
import { decisionOnStage } from './stage-rows.ts';

/**
 * Records who picked a certificate up at the desk. Refuses what was handed over already, with when and to whom; what was
 * revoked; and an old paper, with the code of the one in its place.
 */
export const pickUp = command({
	action: 'award.hand-over',
	input: v.object({
		certificate: certificateId,
		/** Of the hand-over as it was seen; null: there was none yet. */
		version,
		receiverName: text(200)
	}),
	scope: (tx, input) => certificateScope(tx, input, 'award.hand-over'),
	async run(context, { certificate, version: seen, receiverName }) {
		const { tx, newId, publish } = context;
		const { decisionId, recipientId, recipient } = await tx.awardCertificate.findUniqueOrThrow({
			where: { id: certificate },
			select: {
				...{ decisionId: true, recipientId: true },
				recipient: { select: { words: true, certificates: PAPERS, handOver: true } }
			}
		});
		await decisionOnStage(tx, decisionId);
		const { words, certificates, handOver } = recipient;
		const newest = paperOf(certificates);
		if (newest.paper.kind === 'good' && newest.paper.id !== certificate) {
			throw new Refusal('handover_replaced', { code: printedCheckCode(newest.certificate!.code) });
		}
		const row = handOver ?? {
			...{ id: newId(), recipientId, stageGroup: 0, state: 'waiting', version: 0 },
			...{ cameFrom: null, receiverName: null, certificateId: null, doneAt: null, doneBy: null },
			position: 1 + (await tx.awardHandOver.count({ where: { recipient: { decisionId } } }))
		};
		if (!handOver) await tx.awardHandOver.create({ data: row });
		const after = await takeHandOverStep(
			context,
			{ recipientId, words, certificates, handOver: row },
			'pick-up',
			{ receiver: receiverName }
		);
		// Only now: whoever comes second is told when it was picked up rather than that the page is old.
		if ((handOver?.version ?? null) !== seen) throw new Refusal('stale');
		publish({ kind: 'hand-over.changed', awardId: decisionId, recipientIds: [recipientId] });
		return { recipientId, state: after.state };
	}
});
