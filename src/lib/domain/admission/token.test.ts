import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import {
	compactKey,
	compactToken,
	isSealedBy,
	isSignedBy,
	publicKeyOf,
	readToken,
	signedToken,
	type Token
} from './token.ts';
import { payloadBytes, TOKEN_TYPES, type TokenPayload } from './token-payload.ts';
import { digitsOf } from './token-text.ts';

const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at);
const PUBLIC = publicKeyOf(SECRET);
const KEY = compactKey(SECRET, 20_261_129, 1);

const BADGE: TokenPayload = {
	type: 'badge',
	kid: 1,
	eventTag: 20_261_129,
	credential: '00000000000000a7',
	zone: 0,
	days: 0
};

const payloads: fc.Arbitrary<TokenPayload> = fc.record({
	type: fc.constantFrom(...TOKEN_TYPES),
	kid: fc.nat(255),
	eventTag: fc.nat(0xffffffff),
	credential: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((id) => id.toString(16).padStart(16, '0')),
	zone: fc.nat(255),
	days: fc.nat(255)
});

const signed = (token: Token) => {
	if (token.kind !== 'signed') throw new Error(`not signed: ${token.kind}`);
	return token;
};
const compact = (token: Token) => {
	if (token.kind !== 'compact') throw new Error(`not compact: ${token.kind}`);
	return token;
};

describe('a signed code', () => {
	it('is 195 digits whatever it says, and says the same when read', () => {
		fc.assert(
			fc.property(payloads, fc.uint8Array({ minLength: 64, maxLength: 64 }), (payload, signature) => {
				const bytes = new Uint8Array(80);
				bytes.set(payloadBytes(payload));
				bytes.set(signature, 16);
				const text = digitsOf(bytes);
				expect(text).toMatch(/^84[0-9]{193}$/);
				expect(readToken(text)).toEqual({ kind: 'signed', text, payload, signature });
			}),
			{ numRuns: 2000 }
		);
	});

	it('is verified by the key that signed it and by no other', () => {
		const token = signed(readToken(signedToken(BADGE, SECRET)));
		expect(isSignedBy(token, PUBLIC)).toBe(true);
		expect(isSignedBy(token, publicKeyOf(KEY))).toBe(false);
		expect(isSignedBy(token, new Uint8Array(32))).toBe(false);
		expect(isSignedBy(token, new Uint8Array(3))).toBe(false);
	});

	it('stays the same text for the same badge, so that a reprint in the same hour is no second code', () => {
		expect(signedToken(BADGE, SECRET)).toBe(signedToken(BADGE, SECRET));
	});

	it('is refused with any one of its 640 bits turned', () => {
		const token = signed(readToken(signedToken(BADGE, SECRET)));
		const bytes = new Uint8Array(80);
		bytes.set(payloadBytes(token.payload));
		bytes.set(token.signature, 16);
		const believed = Array.from({ length: 640 }, (_, bit) => bit).filter((bit) => {
			const turned = bytes.slice();
			turned[bit >> 3]! ^= 1 << (bit & 7);
			const read = readToken(digitsOf(turned));
			return read.kind === 'signed' && isSignedBy(read, PUBLIC);
		});
		expect(believed).toEqual([]);
	});

	it('has no second text: a signature with the group order added to S is refused', () => {
		const token = signed(readToken(signedToken(BADGE, SECRET)));
		const order = (1n << 252n) + 27742317777372353535851937790883648493n;
		let s = 0n;
		for (let at = 63; at >= 32; at -= 1) s = (s << 8n) | BigInt(token.signature[at]!);
		s += order;
		const other = token.signature.slice();
		for (let at = 32; at < 64; at += 1, s >>= 8n) other[at] = Number(s & 255n);
		expect(isSignedBy({ ...token, signature: other }, PUBLIC)).toBe(false);
	});

	it('fits QR version 5 at error level M, 37 × 37, and the compact one version 3, 29 × 29', () => {
		const qr = QRCode.create(signedToken(BADGE, SECRET), { errorCorrectionLevel: 'M' });
		expect([qr.version, qr.modules.size]).toEqual([5, 37]);
		const small = QRCode.create(compactToken(BADGE, KEY), { errorCorrectionLevel: 'M' });
		expect([small.version, small.modules.size]).toEqual([3, 29]);
	});
});

describe('a compact code', () => {
	it('is 77 digits whatever it says, and says the same when read', () => {
		fc.assert(
			fc.property(payloads, (payload) => {
				const text = compactToken(payload, KEY);
				expect(text).toMatch(/^84[0-9]{75}$/);
				expect(compact(readToken(text)).payload).toEqual(payload);
			}),
			{ numRuns: 500 }
		);
	});

	it('is sealed by the key of its event and kid, and any turned bit breaks the seal', () => {
		const token = compact(readToken(compactToken(BADGE, KEY)));
		expect(isSealedBy(token, KEY)).toBe(true);
		expect(isSealedBy(token, compactKey(SECRET, 20_261_129, 2))).toBe(false);
		expect(isSealedBy(token, compactKey(SECRET, 20_261_130, 1))).toBe(false);
		expect(isSealedBy({ ...token, payload: { ...token.payload, zone: 1 } }, KEY)).toBe(false);
		const seals = Array.from({ length: 120 }, (_, bit) => {
			const seal = token.seal.slice();
			seal[bit >> 3]! ^= 1 << (bit & 7);
			return isSealedBy({ ...token, seal }, KEY);
		});
		expect(seals).not.toContain(true);
	});
});

describe('a text that is none of our codes', () => {
	const good = signedToken(BADGE, SECRET);
	const reasonOf = (text: string) => {
		const token = readToken(text);
		return token.kind === 'not-ours' ? token.reason : token.kind;
	};

	it('is told apart by what it is', () => {
		expect(reasonOf('')).toBe('empty');
		expect(reasonOf('8'.repeat(513))).toBe('too-long');
		expect(reasonOf('https://example.vn/khuyen-mai')).toBe('link');
		expect(reasonOf('javascript:alert(1)')).toBe('link');
		expect(reasonOf('WIFI:S:hoi-truong;T:WPA;P:12345678;;')).toBe('link');
		expect(reasonOf('Nguyễn Văn A')).toBe('not-digits');
		expect(reasonOf('8934567890123')).toBe('wrong-length');
		expect(reasonOf(good.slice(0, -1))).toBe('wrong-length');
		expect(reasonOf(`${good}0`)).toBe('wrong-length');
	});

	it('is not canonical with leading zeros, another prefix or a number outside its range', () => {
		expect(reasonOf(`840${good.slice(2, -1)}`)).toBe('not-canonical');
		expect(reasonOf(`85${good.slice(2)}`)).toBe('not-canonical');
		expect(reasonOf(`84${'9'.repeat(193)}`)).toBe('not-canonical');
		expect(reasonOf(`841${'0'.repeat(192)}`)).toBe('not-canonical');
		expect(reasonOf(`84${((1n << 641n) - 1n).toString()}`)).toBe('unknown-version');
		expect(reasonOf(`84${(1n << 641n).toString()}`)).toBe('not-canonical');
	});

	it('is a newer code where only its version or its type is unknown', () => {
		const bytes = new Uint8Array(80);
		bytes[0] = 0x21;
		expect(reasonOf(digitsOf(bytes))).toBe('unknown-version');
		bytes[0] = 0x1f;
		expect(reasonOf(digitsOf(bytes))).toBe('unknown-type');
		bytes[0] = 0x10;
		expect(reasonOf(digitsOf(bytes))).toBe('unknown-type');
	});

	it('may be the code on a certificate, which is named and never opened', () => {
		expect(readToken('https://kheo.example.vn/verify/8K3F-Q7ZP-2MX')).toEqual({
			kind: 'certificate',
			code: '8K3F-Q7ZP-2MX'
		});
		expect(reasonOf('https://kheo.example.vn/verify/../../etc/passwd')).toBe('link');
	});

	it('never throws, whatever it is', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.bigInt().map(String)),
				(text) => {
					expect(['signed', 'compact', 'certificate', 'not-ours']).toContain(readToken(text).kind);
				}
			),
			{ numRuns: 3000 }
		);
	});
});

describe('a payload that cannot be written', () => {
	it('is refused before anything is printed', () => {
		for (const wrong of [
			{ kid: 256 },
			{ eventTag: -1 },
			{ eventTag: 2 ** 32 },
			{ zone: 1.5 },
			{ days: 300 },
			{ credential: '7' }
		])
			expect(() => payloadBytes({ ...BADGE, ...wrong })).toThrow(RangeError);
	});
});
