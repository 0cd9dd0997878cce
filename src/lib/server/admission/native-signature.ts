import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { isSignedBy, signedMessage, type Token } from '#lib/domain/admission/token.ts';
import { payloadBytes } from '#lib/domain/admission/token-payload.ts';

/** What stands before the 32 bytes of an Ed25519 key in the form that Node reads. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const MOST_KEYS = 64;
const keys = new Map<string, KeyObject | null>();

function isStrict(publicKey: Uint8Array): boolean {
	try {
		return !ed25519.Point.fromBytes(publicKey, false).isSmallOrder();
	} catch {
		return false;
	}
}

/** Null for a key that the strict reading does not take: its signatures are left to it. */
function nativeKey(publicKey: Uint8Array): KeyObject | null {
	const text = Buffer.from(publicKey).toString('hex');
	const known = keys.get(text);
	if (known !== undefined) return known;
	const key = isStrict(publicKey)
		? createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
		: null;
	if (keys.size >= MOST_KEYS) keys.clear();
	keys.set(text, key);
	return key;
}

/**
 * `isSignedBy` with the same answers, ten times as fast for a badge that is good. OpenSSL takes nothing that the strict reading
 * does not take: it asks for the equation without the cofactor, and for the one text of the point. Whatever it does not take
 * is asked once more of the strict reading, which alone says no.
 */
export function isSignedNatively(token: Token & { kind: 'signed' }, publicKey: Uint8Array): boolean {
	const key = nativeKey(publicKey);
	if (key && verify(null, signedMessage(payloadBytes(token.payload)), key, token.signature)) return true;
	return isSignedBy(token, publicKey);
}
