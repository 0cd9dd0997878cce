import { describe, expect, it } from 'vitest';
import { readScanned } from './scanned-text.ts';
import { compactToken, signedToken } from './token.ts';
import type { TokenPayload } from './token-payload.ts';

const SECRET = new Uint8Array(32).fill(7);
const badge = (credential: string, type: TokenPayload['type'] = 'badge'): TokenPayload => ({
	type,
	kid: 1,
	eventTag: 77,
	credential,
	zone: 0,
	days: 0
});
const FIRST = signedToken(badge('000000000000000a'), SECRET);
const SECOND = signedToken(badge('ffffffffffffffff'), SECRET);
const SMALL = compactToken(badge('00000000000000bb'), SECRET);
const OTHER_SMALL = compactToken(badge('00000000000000cc', 'invite'), SECRET);

const texts = (...all: string[]) => ({ kind: 'texts', texts: all });

describe('what a scanner hands over', () => {
	it('loses its AIM sign, control characters, spaces and line end', () => {
		for (const raw of [FIRST, ` ${FIRST}\r\n`, `]Q1${FIRST}`, `\u0002${FIRST}\u0003`, `\ufeff${FIRST}\t`])
			expect(readScanned(raw)).toEqual(texts(FIRST));
		expect(readScanned(FIRST.replace(/(.{10})/g, '$1 '))).toEqual(texts(FIRST));
	});

	it('loses the prefix and suffix that the scanner was set to', () => {
		expect(readScanned(`CUA1:${FIRST}#`, { before: 'CUA1:', after: '#' })).toEqual(texts(FIRST));
		expect(readScanned(FIRST, { before: 'CUA1:', after: '#' })).toEqual(texts(FIRST));
	});

	it('is two codes when the second came before the first was ended', () => {
		expect(readScanned(FIRST + SECOND)).toEqual(texts(FIRST, SECOND));
		expect(readScanned(SMALL + OTHER_SMALL)).toEqual(texts(SMALL, OTHER_SMALL));
		expect(readScanned(SMALL + OTHER_SMALL + SMALL)).toEqual(texts(SMALL, OTHER_SMALL, SMALL));
		expect(readScanned(FIRST + SMALL + SECOND)).toEqual(texts(FIRST, SMALL, SECOND));
		expect(readScanned(`]Q1${FIRST}\r]Q1${SECOND}\r`)).toEqual(texts(FIRST, SECOND));
	});

	it('is the whole code when half a code stands before it', () => {
		expect(readScanned(FIRST.slice(0, 90) + SECOND)).toEqual(texts(SECOND));
		expect(readScanned(FIRST.slice(0, 40) + SMALL)).toEqual(texts(SMALL));
		expect(readScanned(SECOND + FIRST.slice(0, 60))).toEqual(texts(SECOND));
	});

	it('stays one text when no whole code is in it', () => {
		expect(readScanned('8934567890123')).toEqual(texts('8934567890123'));
		expect(readScanned(FIRST.slice(0, 100))).toEqual(texts(FIRST.slice(0, 100)));
		expect(readScanned('https://kheo.vn/verify/8K3F')).toEqual(texts('https://kheo.vn/verify/8K3F'));
	});

	it('is digits under a Vietnamese or French keyboard too', () => {
		const vietnamese = ['đ', 'ă', 'â', 'ê', 'ô', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
		expect(readScanned([...FIRST].map((digit) => vietnamese[Number(digit)]).join(''))).toEqual(texts(FIRST));
		expect(readScanned([...SMALL].map((digit) => 'à&é"\'(-è_ç'[Number(digit)]).join(''))).toEqual(
			texts(SMALL)
		);
		expect(
			readScanned([...SMALL].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''))
		).toEqual(texts(SMALL));
	});

	it('is mangled when Telex or VNI made letters of it', () => {
		// "https://…/verify/" under Telex, a short code under Telex (DD), one under VNI (A6).
		for (const raw of ['https://khẻo.vn/verify/8K3F', 'K7QM2XPĐ0R3TN', 'K7Â-2XPD'])
			expect(readScanned(raw)).toEqual({ kind: 'mangled' });
	});

	it('is nothing, or too long, without a look at the rest', () => {
		expect(readScanned(' \r\n')).toEqual({ kind: 'nothing' });
		expect(readScanned('8'.repeat(100_000))).toEqual({ kind: 'too-long' });
		expect(readScanned('a'.repeat(513))).toEqual({ kind: 'too-long' });
		expect(readScanned('8'.repeat(586))).toEqual({ kind: 'too-long' });
	});
});
