import { describe, expect, it } from 'vitest';
import type { QuestionShown } from '#lib/live/quiz-protocol.ts';
import { said, secondsLate } from './team-words.ts';

const shown: QuestionShown = {
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
	leftMs: 5000,
	wholeMs: 20_000,
	answer: null
};
const own = { choice: null, mayChoose: true, firstStands: false, isLocked: false, wasRight: null };
const known = {
	shown,
	own,
	team: 'Đội Sông Mây',
	choice: null,
	standing: 'none' as const,
	refused: null,
	mayChoose: true,
	leftMs: 5000
};
const kept = { key: 'k', askedId: 'q1', choice: 1, isTried: true };
const late = { ok: false as const, code: 'quiz_late', text: '', isFinal: true, lateMs: 1240, choice: kept };

describe('what a team reads about its answer', () => {
	it('is “received” only once the server has it, and “not yet sent” while it waits', () => {
		const title = (standing: 'sending' | 'unsent' | 'received') =>
			said({ ...known, choice: 1, standing }, 'vi').title;
		expect([title('sending'), title('unsent'), title('received')]).toEqual([
			'Đang gửi đáp án B…',
			'CHƯA GỬI ĐƯỢC đáp án B',
			'Đã nhận đáp án B'
		]);
	});

	it('tells by how much an answer was late, never 0.0 seconds', () => {
		const over = { ...known, mayChoose: false, shown: { ...shown, state: 'closed' as const } };
		expect(said({ ...over, refused: late }, 'vi').title).toBe(
			'Đáp án B đến muộn 1,3 giây nên không được tính'
		);
		expect([secondsLate(1, 'vi'), secondsLate(1000, 'en')]).toEqual(['0,1', '1.0']);
	});

	it('goes by what the server says of right and wrong', () => {
		const revealed = { ...shown, state: 'revealed' as const, answer: 1 };
		const of = (choice: number | null, wasRight: boolean) =>
			said({ ...known, shown: revealed, own: { ...own, choice, wasRight }, mayChoose: false }, 'vi').title;
		expect([of(1, true), of(0, false), of(null, false)]).toEqual([
			'Đúng',
			'Chưa đúng',
			'Đội không trả lời câu này'
		]);
	});

	it('says whose question it is where there is nothing to press', () => {
		const other = { ...known, own: null, shown: { ...shown, teamName: 'Đội Đồi Thông' } };
		expect(said(other, 'vi').title).toContain('Đội Đồi Thông');
		expect(
			said({ ...known, own: null, shown: { ...shown, kind: 'situation' as const } }, 'vi').title
		).toMatch(/Ban Giám khảo/);
	});
});
