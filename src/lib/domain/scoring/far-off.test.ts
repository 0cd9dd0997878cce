import { expect, test } from 'vitest';
import { isFarOff } from './far-off.ts';

const ten = { min: '0', max: '10' };

test('E13: transposed digits stand out from what the judge usually gives', () => {
	expect(isFarOff(ten, '1.9', ['9.1', '8.5', '9'])).toBe(true);
	expect(isFarOff(ten, '9.1', ['9.1', '8.5', '9'])).toBe(false);
});

test('a judge without three marks has no usual one', () => {
	expect(isFarOff(ten, '1.9', ['9.1', '8.5'])).toBe(false);
});

test('exactly 40 % of the scale away is not yet far', () => {
	expect(isFarOff(ten, '4', ['8', '8', '8'])).toBe(false);
	expect(isFarOff(ten, '3.75', ['8', '8', '8'])).toBe(true);
	expect(isFarOff({ min: '6', max: '10' }, '8', ['9.75', '9.75', '9.75'])).toBe(true);
});
