import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedBy, publicKeyOf, readToken, signedToken, type Token } from '#lib/domain/admission/token.ts';
import type { TokenPayload } from '#lib/domain/admission/token-payload.ts';
import { isSignedNatively } from './native-signature.ts';

const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at);
const PUBLIC = publicKeyOf(SECRET);
const OTHER = publicKeyOf(Uint8Array.from({ length: 32 }, () => 7));
const BADGE: TokenPayload = {
	...{ type: 'badge', kid: 1, eventTag: 20_261_129, credential: '00000000000000a7' },
	...{ zone: 0, days: 0 }
};

type Signed = Token & { kind: 'signed' };
const signed = (payload: TokenPayload): Signed => {
	const token = readToken(signedToken(payload, SECRET));
	if (token.kind !== 'signed') throw new Error('not signed');
	return token;
};
const ORDER = ed25519.Point.Fn.ORDER;
/** The same signature with the group's order added to its number: the same equation in another text. */
function withOrder({ signature }: Signed): Uint8Array {
	const bytes = signature.slice();
	let number = ORDER;
	for (let at = 32; at < 64; at++) {
		number += BigInt(bytes[at]!);
		bytes[at] = Number(number & 255n);
		number >>= 8n;
	}
	return bytes;
}
/** Points of small order, one of them in a text that is not its own. */
const SMALL = [
	'0100000000000000000000000000000000000000000000000000000000000000',
	'0000000000000000000000000000000000000000000000000000000000000000',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'
].map((text) => new Uint8Array(Buffer.from(text, 'hex')));

describe('a signature looked at by OpenSSL', () => {
	it('is good where the strict reading says so, and only there', () => {
		const token = signed(BADGE);
		expect(isSignedNatively(token, PUBLIC)).toBe(true);
		expect(isSignedNatively(token, OTHER)).toBe(false);
		fc.assert(
			fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), fc.nat(255), (at, bits, zone) => {
				const real = signed({ ...BADGE, zone });
				const signature = real.signature.slice();
				signature[at] = signature[at]! ^ bits;
				const changed = { ...real, signature };
				expect(isSignedNatively(real, PUBLIC)).toBe(true);
				expect(isSignedNatively(changed, PUBLIC)).toBe(isSignedBy(changed, PUBLIC));
			}),
			{ numRuns: 40 }
		);
	});

	it('is not good in a second text, nor with points of small order in it or for a key', () => {
		const token = signed(BADGE);
		const second = { ...token, signature: withOrder(token) };
		const odd = SMALL.map((point) => {
			const signature = new Uint8Array(64);
			signature.set(point);
			return { ...token, signature };
		});
		for (const one of [second, ...odd]) {
			for (const key of [PUBLIC, ...SMALL]) {
				expect(isSignedNatively(one, key)).toBe(isSignedBy(one, key));
				expect(isSignedNatively(one, key)).toBe(false);
			}
		}
	});
});
