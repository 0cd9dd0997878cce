import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { certificateCode, provenText } from './certificate-code.ts';
import {
	base64url,
	bytesOfBase64url,
	fieldsOfText,
	isTextSigned,
	LONGEST_PROOF,
	readProof,
	signedText,
	verdictOn,
	type OfflineProof
} from './offline-proof.ts';

const secret = new Uint8Array(32).fill(7);
const publicKey = ed25519.getPublicKey(secret);
const text = provenText({
	id: 'a'.repeat(32),
	kind: 'merit',
	recipient: 'Ông Nguyễn Văn An',
	issuer: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU',
	decision: '1234/QĐ-UBND',
	decidedOn: '2026-10-15',
	number: 56,
	file: 'b'.repeat(64)
});
const proof: OfflineProof = {
	format: 'kheo-certificate-proof',
	formatVersion: 1,
	code: certificateCode('a'.repeat(32)),
	text,
	signature: signedText(text, secret),
	keyId: 'k1',
	keys: 'https://kheo.example/.well-known/jwks.json'
};
const keys = [{ kid: 'k1', x: base64url(publicKey) }];

describe('a proof without network', () => {
	it('is good under the published key, and tells what was signed', () => {
		const verdict = verdictOn(proof, keys);
		expect(verdict.is).toBe('signed');
		expect(verdict.is === 'signed' && Object.fromEntries(verdict.fields)).toMatchObject({
			recipient: 'Ông Nguyễn Văn An',
			'decided-on': '2026-10-15',
			number: '56'
		});
	});

	it('is forged with one letter changed, another signature or another key of the same name', () => {
		expect(verdictOn({ ...proof, text: text.replace('An', 'Ân') }, keys).is).toBe('forged');
		expect(verdictOn({ ...proof, signature: base64url(new Uint8Array(64)) }, keys).is).toBe('forged');
		expect(verdictOn({ ...proof, signature: 'ngắn' }, keys).is).toBe('forged');
		expect(verdictOn({ ...proof, code: certificateCode('b'.repeat(32)) }, keys).is).toBe('forged');
		const other = ed25519.getPublicKey(new Uint8Array(32).fill(8));
		expect(verdictOn(proof, [{ kid: 'k1', x: base64url(other) }]).is).toBe('forged');
		expect(verdictOn(proof, [{ kid: 'k1', x: '***' }]).is).toBe('forged');
	});

	it('is not believed by a key that nobody published', () => {
		expect(verdictOn(proof, []).is).toBe('unknown-key');
	});

	it('is forged where something else than a certificate was signed', () => {
		const other = 'kheo-something-1\nid: x';
		expect(verdictOn({ ...proof, text: other, signature: signedText(other, secret) }, keys).is).toBe(
			'forged'
		);
	});

	it('is read from its file, and nothing else is', () => {
		expect(readProof(JSON.stringify(proof))).toEqual(proof);
		for (const file of [
			'',
			'null',
			'[]',
			'{}',
			'{"format":"kheo-result"}',
			JSON.stringify({ ...proof, text: 1 })
		]) {
			expect(readProof(file)).toBeNull();
		}
		expect(readProof(JSON.stringify({ ...proof, more: 'x'.repeat(LONGEST_PROOF) }))).toBeNull();
	});
});

it('base64url goes there and back', () => {
	for (const length of [0, 1, 2, 3, 32, 64]) {
		const bytes = Uint8Array.from({ length }, (_, at) => (at * 97 + 251) % 256);
		expect(bytesOfBase64url(base64url(bytes))).toEqual(bytes);
		expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
	}
	expect(bytesOfBase64url('a b')).toBeNull();
	expect(isTextSigned(text, proof.signature, new Uint8Array(3))).toBe(false);
	expect(fieldsOfText('x')).toBeNull();
});
