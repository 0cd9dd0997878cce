import { describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from './decimal.ts';

describe('a decimal typed by hand', () => {
	it.each([
		['9,5', '9.5'],
		['9.5', '9.5'],
		[' 10 ', '10'],
		['9,50', '9.5'],
		['0,0', '0'],
		['-0', '0'],
		['007,25', '7.25'],
		[',5', '0.5'],
		['-1,5', '-1.5'],
		['\u22121,5', '-1.5'],
		['+3', '3']
	])('%j is the number %j', (typed, exact) => {
		expect(parseDecimal(typed)).toBe(exact);
	});

	it.each(['nine', '', ' ', '9,', '9.5.1', '1.234,5', '9 5', '1e3', '-', ',', '0x10', '٣', 'Infinity'])(
		'%j is refused',
		(typed) => {
			expect(parseDecimal(typed)).toBeNull();
		}
	);

	it('keeps more digits than a float could', () => {
		expect(parseDecimal('0,1000000000000000000000000001')).toBe('0.1000000000000000000000000001');
	});
});

describe('a decimal shown to a reader', () => {
	it('follows the language', () => {
		expect(formatDecimal('1234.5', 'vi')).toBe('1.234,5');
		expect(formatDecimal('1234.5', 'en')).toBe('1,234.5');
	});

	it('is padded to the decimals of its column and never rounded', () => {
		expect(formatDecimal('27', 'vi', 2)).toBe('27,00');
		expect(formatDecimal('27.125', 'vi', 2)).toBe('27,125');
	});

	it('groups only whole digits and keeps a true minus sign', () => {
		expect(formatDecimal('-1234567.1234', 'vi')).toBe('\u22121.234.567,1234');
		expect(formatDecimal('999', 'en')).toBe('999');
	});
});
