import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printedCode, publicCode, readPublicCode } from './public-code.ts';

const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

test('a code is read back however it is typed', () => {
	fc.assert(
		fc.property(hash, (of) => {
			const code = publicCode(of);
			expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}[0-9A-HJKMNP-Z]$/);
			expect(readPublicCode(printedCode(code).toLowerCase())).toBe(code);
			expect(readPublicCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
		})
	);
});

test('one wrong sign, or two neighbours swapped, is noticed', () => {
	fc.assert(
		fc.property(hash, fc.nat(9), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (of, at, sign) => {
			const code = publicCode(of);
			if (code[at] !== sign) expect(readPublicCode(code.slice(0, at) + sign + code.slice(at + 1))).toBeNull();
			const swapped = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2);
			if (swapped !== code) expect(readPublicCode(swapped)).toBeNull();
		})
	);
});

test('a second attempt for the same hash gives another code', () => {
	expect(publicCode('a'.repeat(64), 1)).not.toBe(publicCode('a'.repeat(64)));
});
