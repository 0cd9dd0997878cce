import { describe, expect, test } from 'vitest';
import { exact, exactText } from '#lib/domain/shared/exact.ts';
import { bankCommitment, verifyOpenedBank, type OpenedBank, type QuestionDraw } from './bank.ts';
import { drawQuestions } from './draw-questions.ts';
import { markAnswers } from './mark-answers.ts';

/** A stream of numbers below 1 that is the same in every run. */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
		return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
	};
}
const shuffled = <T>(items: readonly T[], random: () => number) =>
	items
		.map((item) => ({ item, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('drawing questions', () => {
	test('no question comes twice, and the draw is the same whatever order teams and numbers come in', () => {
		const random = chance(7);
		for (let run = 0; run < 300; run++) {
			const numbers = upTo(1 + Math.floor(random() * 60));
			const drawers = upTo(1 + Math.floor(random() * 12)).map((n) => `team-${n}`);
			const each = 1 + Math.floor(random() * 5);
			const subject = { roundId: `R${run}`, partKey: 'knowledge.quiz' };
			const drawn = drawQuestions(`seed ${run}`, subject, { numbers, drawers, each });
			const again = drawQuestions(`seed ${run}`, subject, {
				numbers: shuffled(numbers, random),
				drawers: shuffled(drawers, random),
				each
			});
			expect(again).toEqual(drawn);
			if (numbers.length < drawers.length * each) expect(drawn).toBeNull();
			else {
				const all = [...drawn!.values()].flat();
				expect(new Set(all).size).toBe(drawers.length * each);
				expect(all.every((number) => numbers.includes(number))).toBe(true);
			}
		}
	});

	test('every question comes up about equally often', () => {
		const counts = new Map<number, number>();
		for (let run = 0; run < 2000; run++) {
			const drawn = drawQuestions(`seed ${run}`, { roundId: 'R', partKey: 'q' }, wanted(['*'], 2));
			for (const number of drawn!.get('*')!) counts.set(number, (counts.get(number) ?? 0) + 1);
		}
		// 2,000 draws of 2 out of 10: 400 each, five standard deviations are 90.
		for (const number of upTo(10)) expect(Math.abs(counts.get(number)! - 400)).toBeLessThan(90);
	});

	test('a team that draws twice in one draw is a mistake of the caller', () => {
		expect(() => drawQuestions('s', { roundId: 'R', partKey: 'q' }, wanted(['a', 'a'], 1))).toThrow(
			RangeError
		);
	});
});

const wanted = (drawers: string[], each: number) => ({ numbers: upTo(10), drawers, each });

describe('an opened bank', () => {
	const bank = {
		kind: 'choice' as const,
		version: 2,
		seed: 'f00d',
		questions: upTo(10).map((number) => ({
			number,
			text: `Câu ${number}`,
			options: ['Có', 'Không'],
			answer: number % 2,
			notes: ''
		}))
	};
	function draw(seq: number, roundId: string, excluded: readonly number[]): QuestionDraw {
		const numbers = upTo(10).filter((number) => !excluded.includes(number));
		const drawn = drawQuestions(
			bank.seed,
			{ roundId, partKey: 'q' },
			{ numbers, drawers: ['b', 'a'], each: 2 }
		);
		const result = Object.fromEntries(drawn!);
		return { seq, roundId, partKey: 'q', method: 'seed', excluded, drawers: ['b', 'a'], each: 2, result };
	}
	const first = draw(1, 'R1', []);
	const second = draw(2, 'R2', Object.values(first.result).flat());
	const opened: OpenedBank = {
		format: 'kheo-question-bank',
		contest: 'HT',
		commitment: bankCommitment(bank),
		bank,
		draws: [first, second]
	};
	const problems = (changed: Partial<OpenedBank>) =>
		verifyOpenedBank({ ...opened, ...changed }).map(({ code, seq }) => `${code} ${seq}`);

	test('holds as it was sealed and drawn, in whatever order its questions are written', () => {
		expect(problems({})).toEqual([]);
		expect(problems({ bank: { ...bank, questions: bank.questions.toReversed() } })).toEqual([]);
	});

	test('shows a changed answer, another seed, a swapped draw and a question that came again', () => {
		const questions = bank.questions.map((one) => (one.number === 4 ? { ...one, answer: 1 } : one));
		expect(problems({ bank: { ...bank, questions } })).toEqual(['commitment null']);
		expect(problems({ bank: { ...bank, seed: 'beef' } })).toContain('commitment null');
		const swapped = { ...first, result: { a: first.result.b!, b: first.result.a! } };
		expect(problems({ draws: [swapped, second] })).toEqual(['order 1']);
		const table = {
			...second,
			method: 'table' as const,
			result: { a: first.result.a!, b: second.result.b! }
		};
		expect(problems({ draws: [first, table] })).toEqual(['repeated 2']);
		const strange = { ...second, method: 'table' as const, result: { a: [11, 12], b: second.result.b! } };
		expect(problems({ draws: [first, strange] })).toEqual(['unknown 2']);
	});
});

test('a quiz is marked exactly: right answers times their points minus wrong ones, between floor and scale', () => {
	const random = chance(11);
	const points = ['0.1', '0.25', '0.3', '1', '2'];
	for (let run = 0; run < 500; run++) {
		const items = 1 + Math.floor(random() * 20);
		const pointsEach = points[Math.floor(random() * points.length)]!;
		const negative = random() < 0.5 ? '0' : points[Math.floor(random() * points.length)]!;
		const scale = exactText(exact(pointsEach).mul(exact(items)));
		const answers = upTo(items).map(() => ({
			right: Math.floor(random() * 4),
			choice: random() < 0.2 ? null : Math.floor(random() * 4)
		}));
		const marked = markAnswers({ pointsEach, negative }, { min: '0', scale }, answers);
		expect(marked.right + marked.wrong + marked.unanswered).toBe(items);
		const cents = (text: string) => BigInt(Math.round(Number(text) * 100));
		const whole = cents(pointsEach) * BigInt(marked.right) - cents(negative) * BigInt(marked.wrong);
		expect(exact(marked.value).mul(exact(100)).n).toBe(whole < 0n ? 0n : whole);
		expect(markAnswers({ pointsEach, negative }, { min: '0', scale }, shuffled(answers, random))).toEqual(
			marked
		);
	}
});
