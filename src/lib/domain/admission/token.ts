import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { PAYLOAD_BYTES, payloadBytes, readPayload, type TokenPayload } from './token-payload.ts';
import {
	bytesOf,
	COMPACT_BYTES,
	COMPACT_DIGITS,
	digitsOf,
	SIGNED_BYTES,
	SIGNED_DIGITS
} from './token-text.ts';

const SIGNED_FOR = new TextEncoder().encode('dvk-cred-v1\0');
const SEALED_FOR = new TextEncoder().encode('dvk-compact-v1\0');
const SEAL_BYTES = COMPACT_BYTES - PAYLOAD_BYTES;

/** Nothing that a camera or a scanner hands over is looked at beyond this many characters. */
export const LONGEST_SCAN = 512;

/** Why a text is none of our tokens. A newer version or type is a real code that this scanner is too old for. */
export const NOT_OURS_REASONS = [
	'empty',
	'too-long',
	'link',
	'not-digits',
	'wrong-length',
	'not-canonical',
	'unknown-version',
	'unknown-type'
] as const;
export type NotOursReason = (typeof NOT_OURS_REASONS)[number];

export type Token =
	| {
			readonly kind: 'signed';
			readonly text: string;
			readonly payload: TokenPayload;
			readonly signature: Uint8Array;
	  }
	| {
			readonly kind: 'compact';
			readonly text: string;
			readonly payload: TokenPayload;
			readonly seal: Uint8Array;
	  }
	/** The address in the code of a certificate or result: right, but no badge. It is shown, never opened. */
	| { readonly kind: 'certificate'; readonly code: string }
	| { readonly kind: 'not-ours'; readonly reason: NotOursReason };

/** What the signature covers: a name of its own keeps signatures for other purposes of the same key apart. */
export function signedMessage(payload: Uint8Array): Uint8Array {
	return joined(SIGNED_FOR, payload);
}

/** The text of a signed code, always 195 digits. `secretKey` is the event's, 32 bytes; the server alone has it. */
export function signedToken(payload: TokenPayload, secretKey: Uint8Array): string {
	const bytes = payloadBytes(payload);
	return digitsOf(joined(bytes, ed25519.sign(signedMessage(bytes), secretKey)));
}

export function publicKeyOf(secretKey: Uint8Array): Uint8Array {
	return ed25519.getPublicKey(secretKey);
}

/** The key that seals an event's compact codes, from its secret (HKDF-SHA-256): another event or kid has another key. */
export function compactKey(secret: Uint8Array, eventTag: number, kid: number): Uint8Array {
	const info = new Uint8Array(5);
	new DataView(info.buffer).setUint32(0, eventTag);
	info[4] = kid;
	return hkdf(sha256, secret, SEALED_FOR, info, 32);
}

/** The text of a compact code, always 77 digits: for thermal badges and slow scanners. */
export function compactToken(payload: TokenPayload, key: Uint8Array): string {
	const bytes = payloadBytes(payload);
	return digitsOf(joined(bytes, sealOf(bytes, key)));
}

/** Reads any text, never throws. Only the one canonical text of a token is a token; nothing is verified yet. */
export function readToken(text: string): Token {
	if (text === '') return notOurs('empty');
	if (text.length > LONGEST_SCAN) return notOurs('too-long');
	const certificate = CERTIFICATE.exec(text);
	if (certificate) return { kind: 'certificate', code: certificate[1]!.toUpperCase() };
	if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return notOurs('link');
	if (!/^[0-9]+$/.test(text)) return notOurs('not-digits');
	if (text.length !== SIGNED_DIGITS && text.length !== COMPACT_DIGITS) return notOurs('wrong-length');
	const isSigned = text.length === SIGNED_DIGITS;
	const bytes = bytesOf(text, isSigned ? SIGNED_BYTES : COMPACT_BYTES);
	if (!bytes) return notOurs('not-canonical');
	const payload = readPayload(bytes);
	if (typeof payload === 'string') return notOurs(payload);
	const rest = bytes.slice(PAYLOAD_BYTES);
	return isSigned
		? { kind: 'signed', text, payload, signature: rest }
		: { kind: 'compact', text, payload, seal: rest };
}

/** Whether the event's key signed these bytes. Strict RFC 8032: the permissive reading accepts more than one signature. */
export function isSignedBy(token: Token & { kind: 'signed' }, publicKey: Uint8Array): boolean {
	try {
		return ed25519.verify(token.signature, signedMessage(payloadBytes(token.payload)), publicKey, {
			zip215: false
		});
	} catch {
		return false;
	}
}

/** Whether the event's compact key sealed these bytes; takes as long for a wrong seal as for the right one. */
export function isSealedBy(token: Token & { kind: 'compact' }, key: Uint8Array): boolean {
	const right = sealOf(payloadBytes(token.payload), key);
	let differs = 0;
	for (let at = 0; at < SEAL_BYTES; at += 1) differs |= right[at]! ^ token.seal[at]!;
	return differs === 0;
}

// The public page behind the code on a certificate or result, of any host.
const CERTIFICATE = /^https?:\/\/[^/?#\s]+(?:\/en)?\/verify\/([0-9A-Za-z][0-9A-Za-z-]{3,39})\/?(?:[?#].*)?$/i;

function sealOf(payload: Uint8Array, key: Uint8Array): Uint8Array {
	return hmac(sha256, key, joined(SEALED_FOR, payload)).slice(0, SEAL_BYTES);
}

function notOurs(reason: NotOursReason): Token {
	return { kind: 'not-ours', reason };
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
	const whole = new Uint8Array(head.length + tail.length);
	whole.set(head);
	whole.set(tail, head.length);
	return whole;
}
