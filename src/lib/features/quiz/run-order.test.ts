import { describe, expect, test } from 'vitest';
import type { AskedState } from '#lib/domain/quiz/question-clock.ts';
import { atHand, inOrder, stepsOf } from './run-order.ts';

const choice = { kind: 'choice' as const, consultSeconds: null };
const situation = { kind: 'situation' as const, consultSeconds: 60 };
const asked = (...states: AskedState[]) =>
	states.map((state, index) => ({
		id: `q${index + 1}`,
		drawer: '*',
		position: index + 1,
		state,
		shownAt: state === 'sealed' ? null : `2026-01-05T02:0${index}:00Z`
	}));
const ids = (states: AskedState[], chosen: string | null = null) => {
	const { current, next } = atHand(asked(...states), choice, chosen);
	return [current?.id, next?.id];
};

describe('running questions', () => {
	test('the next step of a question of multiple choice ends with its answer, of a situation with its time', () => {
		expect(
			['sealed', 'shown', 'answering', 'closed', 'revealed'].map(
				(state) => stepsOf(state as AskedState, choice).next
			)
		).toEqual(['show', 'start', 'close', 'reveal', null]);
		expect(
			['shown', 'consulting', 'closed'].map((state) => stepsOf(state as AskedState, situation).next)
		).toEqual(['consult', 'start', null]);
	});

	test('what was just answered stays at hand until the next one is shown', () => {
		expect(ids(['sealed', 'sealed'])).toEqual(['q1', 'q2']);
		expect(ids(['answering', 'sealed'])).toEqual(['q1', 'q2']);
		expect(ids(['revealed', 'sealed', 'sealed'])).toEqual(['q1', 'q2']);
		expect(ids(['revealed', 'shown', 'sealed'])).toEqual(['q2', 'q3']);
		expect(ids(['revealed', 'revealed'])).toEqual(['q2', undefined]);
		expect(ids([])).toEqual([undefined, undefined]);
	});

	test('a question that was chosen comes first, and after it the sealed ones go on', () => {
		expect(ids(['sealed', 'sealed', 'sealed'], 'q2')).toEqual(['q2', 'q3']);
		expect(ids(['sealed', 'sealed', 'revealed'], 'q3')).toEqual(['q3', 'q1']);
		expect(ids(['sealed', 'revealed', 'sealed'])).toEqual(['q2', 'q3']);
	});

	test('teams come in the order in which they appear', () => {
		const drawn = [
			{ id: 'b1', drawer: 'B', position: 1, state: 'sealed' as const, shownAt: null },
			{ id: 'a2', drawer: 'A', position: 2, state: 'sealed' as const, shownAt: null },
			{ id: 'a1', drawer: 'A', position: 1, state: 'sealed' as const, shownAt: null }
		];
		expect(inOrder(drawn, ['B', 'A']).map(({ id }) => id)).toEqual(['b1', 'a1', 'a2']);
	});
});
