import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { BankKind, Question } from '#lib/domain/quiz/question.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { questionsIn, type BankView } from './bank-query.ts';

/** The newest version of a bank with every word of it, and what it stood at when it was read. */
export interface BankText {
	readonly id: string;
	readonly version: number;
	readonly state: BankView['state'];
	readonly questions: readonly Question[];
	/** Changes with every saved change: who saves says from which text they began. */
	readonly basis: string;
}

/** What stands for "there is no bank of this kind yet". */
export const NO_BANK = 'none';

/** The newest version with its questions; null where there is none. For whoever may read sealed questions, which the caller asks first. */
export async function bankText(read: Tx, contestId: string, kind: BankKind): Promise<BankText | null> {
	const bank = await read.questionBank.findFirst({
		where: { contestId, kind },
		orderBy: { version: 'desc' },
		select: { id: true, version: true, state: true }
	});
	if (!bank) return null;
	const { id, version } = bank;
	const state = bank.state as BankView['state'];
	const questions = await questionsIn(read, id);
	return { id, version, state, questions, basis: sha256Hex(canonicalJson([id, state, questions] as never)) };
}
