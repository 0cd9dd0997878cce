import type { SealedBank } from '#lib/domain/quiz/bank.ts';
import type { BankKind, Question } from '#lib/domain/quiz/question.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

interface QuestionRow {
	readonly number: number;
	readonly text: string;
	readonly options: string;
	readonly answer: number | null;
	readonly notes: string;
}

/** A stored question as the domain knows it. */
export function questionOf({ number, text, options, answer, notes }: QuestionRow): Question {
	return { number, text, options: JSON.parse(options) as string[], answer, notes };
}

/** What is committed to: every question of a bank with its seed. */
export async function sealedBank(
	tx: Tx,
	bank: { readonly id: string; readonly kind: string; readonly version: number },
	seed: string
): Promise<SealedBank> {
	const rows = await tx.question.findMany({ where: { bankId: bank.id }, orderBy: { number: 'asc' } });
	return { kind: bank.kind as BankKind, version: bank.version, seed, questions: rows.map(questionOf) };
}

/** For commands on one bank: where it stands. Refuses with `not_found`. */
export async function bankScope(tx: Tx, bankId: string) {
	const bank = await tx.questionBank.findUnique({ where: { id: bankId }, select: { contestId: true } });
	if (!bank) throw new Refusal('not_found');
	return contestScope(tx, bank.contestId);
}
