import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { decidingScope } from '#lib/server/honours/proof/certificate-scope.ts';

async function correctionAt(tx: Tx, correctionId: string) {
	const found = await tx.correctionRequest.findUnique({ where: { id: correctionId } });
	if (!found) throw new Refusal('not_found');
	return found;
}

/** Writes down what became of a request; once, and for good. */
export async function answerCorrection(
	{ tx, at, actor, audit }: Context,
	correctionId: string,
	{ answer, note, of }: { answer: 'accepted' | 'declined'; note: string; of?: string }
): Promise<void> {
	const asked = await correctionAt(tx, correctionId);
	if (of !== undefined && asked.certificateId !== of) throw new Refusal('not_found');
	if (asked.answer) throw new Refusal('proof_answered_already');
	await tx.correctionRequest.update({
		where: { id: correctionId },
		data: { answer, answeredBy: nameOfActor(actor), answeredAt: at, answerNote: note }
	});
	audit({
		subjectKind: 'award-correction',
		subjectId: correctionId,
		before: { answer: null },
		after: { answer },
		reason: note
	});
}

/** Says no to a correction that somebody asked for, with why. */
export const declineCorrection = command({
	action: 'award-certificate.replace',
	input: v.object({ correctionId: id, reason }),
	scope: async (tx, { correctionId }) =>
		decidingScope(tx, { certificate: (await correctionAt(tx, correctionId)).certificateId }),
	async run(context, { correctionId, reason: note }) {
		await answerCorrection(context, correctionId, { answer: 'declined', note });
		return {};
	}
});
