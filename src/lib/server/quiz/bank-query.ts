import type { OpenedBank, QuestionDraw } from '#lib/domain/quiz/bank.ts';
import type { BankKind, Question } from '#lib/domain/quiz/question.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { questionOf, sealedBank } from './bank.ts';

export interface BankView {
	readonly id: string;
	readonly kind: BankKind;
	readonly version: number;
	readonly state: 'draft' | 'sealed' | 'opened';
	readonly commitment: string | null;
	readonly sealedAt: Date | null;
	readonly openedAt: Date | null;
	readonly count: number;
	readonly drawn: number;
}

/** The banks of a contest without a word of what they ask, newest version first. */
export async function banksOf(read: Tx, contestId: string): Promise<BankView[]> {
	const banks = await read.questionBank.findMany({
		where: { contestId },
		orderBy: [{ kind: 'asc' }, { version: 'desc' }],
		select: {
			id: true,
			kind: true,
			version: true,
			state: true,
			commitment: true,
			sealedAt: true,
			openedAt: true,
			_count: { select: { questions: true } },
			draws: { select: { _count: { select: { asked: true } } } }
		}
	});
	return banks.map(({ _count, draws, kind, state, ...bank }) => ({
		...bank,
		kind: kind as BankKind,
		state: state as BankView['state'],
		count: _count.questions,
		drawn: draws.reduce((sum, draw) => sum + draw._count.asked, 0)
	}));
}

/** Every question of one bank: for whoever may read sealed questions, which the caller has to ask first. */
export async function questionsIn(read: Tx, bankId: string): Promise<Question[]> {
	const rows = await read.question.findMany({ where: { bankId }, orderBy: { number: 'asc' } });
	return rows.map(questionOf);
}

/** A bank that was opened, with its seed and every draw; null while it is sealed or where there is none. */
export async function openedBank(read: Tx, contestCode: string, bankId: string): Promise<OpenedBank | null> {
	const bank = await read.questionBank.findFirst({
		where: { id: bankId, state: 'opened', contest: { code: contestCode } },
		include: { draws: { orderBy: { seq: 'asc' } } }
	});
	if (!bank?.seed || !bank.commitment) return null;
	return {
		format: 'kheo-question-bank',
		contest: contestCode,
		commitment: bank.commitment,
		bank: await sealedBank(read, bank, bank.seed),
		draws: bank.draws.map(
			({ roundId, partKey, seq, method, excluded, drawers, each, result }): QuestionDraw => ({
				roundId,
				partKey,
				seq,
				method: method as QuestionDraw['method'],
				excluded: JSON.parse(excluded) as number[],
				drawers: JSON.parse(drawers) as string[],
				each,
				result: JSON.parse(result) as Record<string, number[]>
			})
		)
	};
}
