import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { bankCommitment } from '#lib/domain/quiz/bank.ts';
import type { BankKind } from '#lib/domain/quiz/question.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { bankScope, sealedBank } from './bank.ts';
import { bankText } from './bank-text.ts';

/**
 * questions.seal: makes a 256-bit seed that nobody sees, and publishes the hash over seed and questions. From now on the version
 * does not change, and questions can be drawn from it.
 */
export const sealBank = command({
	action: 'questions.seal',
	input: v.object({
		bankId: id,
		/** Of the text that was read before sealing; left out, whatever stands there is sealed. */
		basis: v.optional(v.pipe(v.string(), v.maxLength(64)))
	}),
	scope: (tx, { bankId }) => bankScope(tx, bankId),
	async run({ tx, actor, at, audit, publish }, { bankId, basis }) {
		const bank = await tx.questionBank.findUniqueOrThrow({ where: { id: bankId } });
		if (bank.state !== 'draft') throw new Refusal('quiz_bank_sealed');
		const seed = randomBytes(32).toString('hex');
		const content = await sealedBank(tx, bank, seed);
		if (basis !== undefined && basis !== (await bankText(tx, bank.contestId, bank.kind as BankKind))?.basis) {
			throw new Refusal('quiz_bank_changed');
		}
		if (content.questions.length === 0) throw new Refusal('quiz_bank_empty');
		const commitment = bankCommitment(content);
		await tx.questionBank.update({
			where: { id: bankId },
			data: { state: 'sealed', seed, commitment, sealedBy: actorId(actor), sealedAt: at }
		});
		audit({
			subjectKind: 'question-bank',
			subjectId: bankId,
			before: { state: 'draft' },
			after: { state: 'sealed', commitment, questions: content.questions.length }
		});
		publish({ kind: 'contest.changed', contestId: bank.contestId });
		return { commitment };
	}
});
