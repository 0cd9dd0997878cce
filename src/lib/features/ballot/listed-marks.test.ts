import { expect, test } from 'vitest';
import { stepped, tappableMarks } from './sheet.ts';

const listed = { min: '1', max: '12', step: '0.25', marks: ['1', '2', '7.50', '8', '10', '12'] };

test('every listed mark can be tapped, and no other', () => {
	expect(tappableMarks(listed)).toEqual(['1', '2', '7.5', '8', '10', '12']);
});

test('up and down go along the list, and stop at its ends', () => {
	expect([stepped(listed, '8', 1), stepped(listed, '8', -1)]).toEqual(['10', '7.5']);
	expect([stepped(listed, '12', 1), stepped(listed, '1', -1)]).toEqual([null, null]);
});

test('without a list the step of the rules counts', () => {
	const half = { min: '0', max: '2', step: '0.5' };
	expect(tappableMarks(half)).toEqual(['0', '1', '2']);
	expect([stepped(half, '1', 1), stepped(half, '2', 1)]).toEqual(['1.5', null]);
});
