import { expect, test } from 'vitest';
import { checkMark } from './check-mark.ts';

const half = { min: '0', max: '10', step: '0.5' };

test('E38: a mark on the step is kept in its shortest writing', () => {
	expect(['0', '9.50', '10', '9.5'].map((text) => checkMark(half, text))).toEqual(
		['0', '9.5', '10', '9.5'].map((value) => ({ ok: true, value }))
	);
});

test('E38: 9.55 is no mark where the step is 0.5', () => {
	expect(checkMark(half, '9.55')).toEqual({ ok: false, fault: 'judging_off_step' });
});

test('the step is counted from the least mark', () => {
	expect(checkMark({ min: '6', max: '10', step: '0.75' }, '6.75')).toEqual({ ok: true, value: '6.75' });
	expect(checkMark({ min: '6', max: '10', step: '0.75' }, '6.5')).toEqual({
		ok: false,
		fault: 'judging_off_step'
	});
});

test('marks outside the scale and texts that are no plain decimal are refused', () => {
	expect(['10.5', '99'].map((text) => checkMark(half, text))).toEqual(
		Array(2).fill({ ok: false, fault: 'judging_out_of_range' })
	);
	expect(['', '-1', '1e1', '9,5', '1/2', '007', ' 9', '.5'].map((text) => checkMark(half, text))).toEqual(
		Array(8).fill({ ok: false, fault: 'judging_not_a_mark' })
	);
});

test('where the permitted marks are listed nothing between them is one', () => {
	const listed = { min: '1', max: '12', step: '1', marks: ['1', '2', '7.5', '8', '10', '12'] };
	expect(['1', '7.50', '12'].map((text) => checkMark(listed, text))).toEqual(
		['1', '7.5', '12'].map((value) => ({ ok: true, value }))
	);
	expect(['3', '9', '11', '10.5'].map((text) => checkMark(listed, text))).toEqual(
		Array(4).fill({ ok: false, fault: 'judging_not_permitted' })
	);
	expect(['0', '13'].map((text) => checkMark(listed, text))).toEqual(
		Array(2).fill({ ok: false, fault: 'judging_out_of_range' })
	);
});
