import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { drawQuestions, type QuestionDrawSubject } from './draw-questions.ts';
import type { BankKind, Question } from './question.ts';

/** A bank as it is committed to: its questions and the secret seed, which also keeps anybody from guessing them by the hash. */
export interface SealedBank {
	readonly kind: BankKind;
	readonly version: number;
	readonly seed: string;
	readonly questions: readonly Question[];
}

/** One draw from a bank, as it was made. */
export interface QuestionDraw extends QuestionDrawSubject {
	/** In which order draws were made, over the whole contest. */
	readonly seq: number;
	readonly method: 'seed' | 'table';
	/** Numbers that could not be drawn any more. */
	readonly excluded: readonly number[];
	readonly drawers: readonly string[];
	readonly each: number;
	/** Numbers by drawer. */
	readonly result: Readonly<Record<string, readonly number[]>>;
}

/** What everybody may download once a bank is opened. */
export interface OpenedBank {
	readonly format: 'kheo-question-bank';
	readonly contest: string;
	readonly commitment: string;
	readonly bank: SealedBank;
	readonly draws: readonly QuestionDraw[];
}

/** What is published beforehand: SHA-256 over the canonical JSON of kind, version, seed and questions in the order of their numbers. */
export function bankCommitment({ kind, version, seed, questions }: SealedBank): string {
	const ordered = [...questions]
		.sort((a, b) => a.number - b.number)
		.map(({ number, text, options, answer, notes }) => ({ number, text, options, answer, notes }));
	return sha256Hex(canonicalJson({ kind, version, seed, questions: ordered }));
}

export const BANK_PROBLEMS = ['commitment', 'order', 'repeated', 'unknown'] as const;

export interface BankProblem {
	readonly code: (typeof BANK_PROBLEMS)[number];
	/** Of the draw; null where it is the bank itself. */
	readonly seq: number | null;
}

/**
 * What does not hold in an opened bank: other questions or another seed than committed to, a draw that the seed does not give, a
 * question drawn that was excluded, twice within a draw, or not in the bank. Draws made at the table are only looked at for repeats.
 */
export function verifyOpenedBank({ commitment, bank, draws }: OpenedBank): BankProblem[] {
	const problems: BankProblem[] = [];
	if (bankCommitment(bank) !== commitment) problems.push({ code: 'commitment', seq: null });
	const numbers = bank.questions.map(({ number }) => number);
	for (const draw of draws) {
		const drawn = Object.values(draw.result).flat();
		const fault = (code: BankProblem['code']) => problems.push({ code, seq: draw.seq });
		if (drawn.some((number) => !numbers.includes(number))) fault('unknown');
		if (new Set(drawn).size < drawn.length || drawn.some((number) => draw.excluded.includes(number))) {
			fault('repeated');
		}
		if (draw.method === 'table') continue;
		const left = numbers.filter((number) => !draw.excluded.includes(number));
		const again = drawQuestions(bank.seed, draw, { numbers: left, drawers: draw.drawers, each: draw.each });
		const isSame = again && canonicalJson(Object.fromEntries(again)) === canonicalJson(draw.result);
		if (!isSame) fault('order');
	}
	return problems;
}
