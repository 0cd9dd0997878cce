import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { exact, exactText, fixed, roundHalfUp } from './exact.ts';
import { hex, hmacSha256, sha256Hex } from './sha256.ts';

describe('exact numbers', () => {
	test.each([
		['0.005', 2, '0.01'],
		['0.0049999', 2, '0.00'],
		['1.005', 2, '1.01'],
		['8.125', 2, '8.13'],
		['2.5', 0, '3'],
		['-0.005', 2, '-0.01'],
		['-0.004', 2, '0.00'],
		['25/3', 2, '8.33'],
		['99.995', 2, '100.00']
	])('%s rounded half up to %i places is %s', (value, decimals, expected) => {
		expect(fixed(exact(value), decimals)).toBe(expected);
		expect(roundHalfUp(exact(value), decimals).equals(exact(expected))).toBe(true);
	});

	test('are written as the shortest decimal, or as a fraction where none exists', () => {
		expect(
			['8.250', '10', '0.0', '1/3', '-7/8', '100/8', '-4/6'].map((text) => exactText(exact(text)))
		).toEqual(['8.25', '10', '0', '1/3', '-0.875', '12.5', '-2/3']);
	});

	test('what is written is read back as the same number', () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (n, d) => {
				const value = exact(`${n}/${d}`);
				expect(exact(exactText(value)).equals(value)).toBe(true);
			})
		);
	});

	test.each(['', '1,5', '.5', '5.', '1e3', '0.(3)', 'NaN', '1/0'])('%j is no exact number', (text) => {
		expect(() => exact(text)).toThrow(RangeError);
	});
});

describe('SHA-256', () => {
	test('agrees with the platform on every text and length', () => {
		expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 150 }), (message, key) => {
				expect(sha256Hex(message)).toBe(createHash('sha256').update(message).digest('hex'));
				expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
			})
		);
	});
});

describe('canonical JSON', () => {
	test('follows the example of RFC 8785, section 3.2.3 and 3.2.4', () => {
		expect(
			canonicalJson({
				// eslint-disable-next-line no-loss-of-precision -- the RFC's own example
				numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27],
				string: '€$\u000F\nA\'B"\\\\"/',
				literals: [null, true, false]
			})
		).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
		);
		expect(
			canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 })
		).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
	});

	test('refuses what JSON cannot hold and leaves out what is not there', () => {
		expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
		expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
		expect(() => canonicalJson(['\ud800'])).toThrow(TypeError);
	});
});
