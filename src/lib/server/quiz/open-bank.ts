import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { rulesInForce } from '#lib/server/results/rules-in-force.ts';
import { bankScope } from './bank.ts';
import { quizParts } from './quiz-part.ts';

/** The name of a round that is not over and may yet ask one of the bank's questions; null where there is none. */
async function roundToDraw(
	tx: Tx,
	{ id: bankId, contestId, kind }: { readonly id: string; readonly contestId: string; readonly kind: string }
): Promise<string | null> {
	const own = await tx.question.findMany({ where: { bankId }, select: { origin: true } });
	const origins = own.map(({ origin }) => origin);
	const others = await tx.question.findFirst({
		where: {
			origin: { in: origins },
			bankId: { not: bankId },
			bank: { contestId, kind, state: { not: 'opened' } }
		}
	});
	const newest = await tx.questionBank.findFirst({
		where: { contestId, kind, state: 'sealed' },
		orderBy: { version: 'desc' },
		select: { id: true }
	});
	if (!others && newest?.id !== bankId) return null;
	const rounds = await tx.round.findMany({
		where: { contestId, state: { in: ['configured', 'open'] } },
		orderBy: { position: 'asc' },
		select: { name: true, stageKey: true, contestId: true, rulesVersionId: true }
	});
	for (const round of rounds) {
		// An open round is held under the rules that it was opened with, whatever has been written since.
		const { rules } = await rulesInForce(tx, round);
		const stage = rules.stages.find(({ key }) => key === round.stageKey);
		if (stage && quizParts(stage).some((part) => part.kind === kind)) return round.name;
	}
	return null;
}

/**
 * questions.open: everybody may read the bank with its seed and draws, and nothing is drawn from it any more. Refused while a round
 * that drew from it is not closed, and while a round has still to draw from it or from another version with some of its questions.
 */
export const openBank = command({
	action: 'questions.open',
	input: v.object({ bankId: id }),
	scope: (tx, { bankId }) => bankScope(tx, bankId),
	async run({ tx, actor, at, audit, publish }, { bankId }) {
		const bank = await tx.questionBank.findUniqueOrThrow({
			where: { id: bankId },
			include: { draws: { select: { round: { select: { name: true, state: true } } } } }
		});
		if (bank.state !== 'sealed') throw new Refusal('quiz_bank_not_sealed');
		const running = bank.draws.find(({ round }) => round.state === 'configured' || round.state === 'open');
		if (running) throw new Refusal('quiz_bank_in_use', { round: running.round.name });
		const drawing = await roundToDraw(tx, bank);
		if (drawing) throw new Refusal('quiz_bank_to_draw', { round: drawing });
		await tx.questionBank.update({
			where: { id: bankId },
			data: { state: 'opened', openedBy: actorId(actor), openedAt: at }
		});
		audit({
			subjectKind: 'question-bank',
			subjectId: bankId,
			before: { state: 'sealed' },
			after: { state: 'opened', seed: bank.seed, commitment: bank.commitment }
		});
		publish({ kind: 'contest.changed', contestId: bank.contestId });
		return { commitment: bank.commitment };
	}
});
