import { expect, test } from 'vitest';
import { moved, type Move } from './position.ts';

const at = (step: number, move: Move, to: number | null = null, mayReachLast = false) =>
	moved({ step, isHeld: false }, move, { to, steps: 5, mayReachLast });

test('a ceremony goes on, back and to any step, and no further than its ends', () => {
	expect(at(1, 'next')).toEqual({ step: 2, isHeld: false });
	expect(at(3, 'back')).toEqual({ step: 2, isHeld: false });
	expect(at(3, 'jump', 1)).toEqual({ step: 1, isHeld: false });
	expect([at(1, 'back'), at(2, 'jump', 9), at(2, 'jump', 1.5), at(2, 'jump')]).toEqual(
		Array(4).fill('ceremony_no_step')
	);
});

test('the last step publishes and is reached by no move, but in a rehearsal by each', () => {
	expect([at(4, 'next'), at(2, 'jump', 5)]).toEqual(['ceremony_last_step', 'ceremony_last_step']);
	expect(at(4, 'next', null, true)).toEqual({ step: 5, isHeld: false });
	expect(at(5, 'next', null, true)).toBe('ceremony_no_step');
});

test('covered screens stay covered while the desk looks for the right step', () => {
	expect(at(3, 'hold')).toEqual({ step: 3, isHeld: true });
	const held = { step: 3, isHeld: true };
	const among = { to: null, steps: 5, mayReachLast: false };
	expect(moved(held, 'back', among)).toEqual({ step: 2, isHeld: true });
	expect(moved(held, 'show', among)).toEqual({ step: 3, isHeld: false });
});
