import { describe, expect, it } from 'vitest';
import type { QuestionShown } from '#lib/live/quiz-protocol.ts';
import { countdownHeard, secondsLeft } from './countdown.ts';

const question = (leftMs: number | null, more: Partial<QuestionShown> = {}): QuestionShown => ({
	askedId: 'q1',
	kind: 'choice',
	partName: { vi: 'Trắc nghiệm', en: 'Multiple choice' },
	teamName: null,
	position: 1,
	count: 3,
	number: 7,
	state: 'answering',
	text: 'Câu hỏi',
	options: ['a', 'b'],
	leftMs,
	wholeMs: 20_000,
	answer: null,
	...more
});
const looked = (askedAt: number, answeredAt: number) => ({ askedAt, answeredAt });

describe('the time on a team’s tablet and in the hall', () => {
	it('ends by the server’s clock, taken for the middle of the way there and back', () => {
		const heard = countdownHeard(null, question(10_000), looked(1000, 1200));
		expect(heard).toMatchObject({ endsAt: 11_100, errorMs: 100 });
	});

	it('believes the quicker of two looks, so that one slow answer moves nothing', () => {
		const quick = countdownHeard(null, question(10_000), looked(1000, 1020));
		const slow = countdownHeard(quick, question(8000), looked(2000, 4000));
		expect(slow).toBe(quick);
	});

	it('gives up what a newer look proves wrong: a device that slept had its clock stopped', () => {
		const before = countdownHeard(null, question(10_000), looked(1000, 1020));
		const after = countdownHeard(before, question(2000), looked(1500, 1900));
		expect(after?.endsAt).toBe(3700);
	});

	it('begins anew with the next time, and there is none where none runs', () => {
		const consulting = countdownHeard(null, question(10_000, { state: 'consulting' }), looked(0, 10));
		expect(countdownHeard(consulting, question(20_000), looked(5000, 6000))?.endsAt).toBe(25_500);
		expect(countdownHeard(consulting, question(null, { state: 'closed' }), looked(0, 10))).toBeNull();
		expect(countdownHeard(consulting, null, looked(0, 10))).toBeNull();
	});

	it('shows 0 when the time is up and not a second before', () => {
		expect([20_000, 19_001, 1, 0, -300].map(secondsLeft)).toEqual([20, 20, 1, 0, 0]);
	});
});
