import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedShortCode, readShortCode, shortCode } from './short-code.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const credentials = fc
	.bigInt({ min: 0n, max: (1n << 64n) - 1n })
	.map((number) => number.toString(16).padStart(16, '0'));

describe('the code under a badge', () => {
	const code = shortCode('f00dfeed12345678');

	it('is twelve signs and a check sign, printed in fours', () => {
		expect(code).toBe('Y06ZXV8J6HB7P');
		expect(printedShortCode(code)).toBe('Y06Z-XV8J-6HB7-P');
	});

	it('is read as people type it: small letters, spaces, hyphens, O for 0, I and L for 1', () => {
		const typed = shortCode('0108421084210842');
		expect(readShortCode(` ${printedShortCode(typed).toLowerCase()} `)).toBe(typed);
		expect(readShortCode(typed.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(typed);
		expect(readShortCode(typed.replaceAll('1', 'I').split('').join(' '))).toBe(typed);
		expect(readShortCode(printedShortCode(typed).replaceAll('-', '–'))).toBe(typed);
	});

	it('survives typing for every credential', () => {
		fc.assert(
			fc.property(credentials, (credential) => {
				expect(readShortCode(printedShortCode(shortCode(credential)))).toBe(shortCode(credential));
			}),
			{ numRuns: 2000 }
		);
	});

	it('finds every single wrong sign', () => {
		const believed = [...code].flatMap((right, at) =>
			[...SYMBOLS]
				.filter((wrong) => wrong !== right)
				.map((wrong) => code.slice(0, at) + wrong + code.slice(at + 1))
				.filter((text) => readShortCode(text) !== null)
		);
		expect(believed).toEqual([]);
	});

	it('finds every two signs that changed places, wherever they stand', () => {
		fc.assert(
			fc.property(credentials, fc.nat(12), fc.nat(12), (credential, one, other) => {
				const signs = [...shortCode(credential)];
				fc.pre(signs[one] !== signs[other]);
				[signs[one], signs[other]] = [signs[other]!, signs[one]!];
				expect(readShortCode(signs.join(''))).toBeNull();
			}),
			{ numRuns: 3000 }
		);
	});

	it('is nothing when it is too short, too long, holds U or is rubbish', () => {
		for (const text of ['', code.slice(1), `${code}0`, `U${code.slice(1)}`, 'ĐĂNG KÝ', '0'.repeat(5000)])
			expect(readShortCode(text)).toBeNull();
	});
});
