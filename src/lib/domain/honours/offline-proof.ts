import { ed25519 } from '@noble/curves/ed25519.js';
import { certificateCode } from './certificate-code.ts';

/** A certificate's proof as a file: whoever has it and the published keys needs no network. */
export interface OfflineProof {
	readonly format: 'kheo-certificate-proof';
	readonly formatVersion: 1;
	readonly code: string;
	/** What is signed: `provenText`. */
	readonly text: string;
	/** Ed25519, base64url. */
	readonly signature: string;
	readonly keyId: string;
	/** Where the keys are published. */
	readonly keys: string;
}

/** A key of the published set, as RFC 8037 writes it. */
export interface PublishedKey {
	readonly kid: string;
	/** Base64url. */
	readonly x: string;
}

/** No proof comes near this length. */
export const LONGEST_PROOF = 20_000;

export function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
}

/** Null where the text is no base64url. */
export function bytesOfBase64url(text: string): Uint8Array | null {
	if (!/^[\w-]*$/.test(text)) return null;
	try {
		return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
	} catch {
		return null;
	}
}

/** Signs a text with an Ed25519 secret of 32 bytes. */
export const signedText = (text: string, secret: Uint8Array): string =>
	base64url(ed25519.sign(new TextEncoder().encode(text), secret));

/** Whether a key signed this very text; strict, so that one text has one signature. */
export function isTextSigned(text: string, signature: string, publicKey: Uint8Array): boolean {
	const bytes = bytesOfBase64url(signature);
	if (bytes?.length !== 64 || publicKey.length !== 32) return false;
	try {
		return ed25519.verify(bytes, new TextEncoder().encode(text), publicKey, { zip215: false });
	} catch {
		return false;
	}
}

/** Reads the file of a proof; null where it is none. */
export function readProof(file: string): OfflineProof | null {
	if (file.length > LONGEST_PROOF) return null;
	try {
		const proof = JSON.parse(file) as Partial<OfflineProof> | null;
		const isProof =
			proof?.format === 'kheo-certificate-proof' &&
			proof.formatVersion === 1 &&
			[proof.code, proof.text, proof.signature, proof.keyId].every((field) => typeof field === 'string');
		return isProof ? (proof as OfflineProof) : null;
	} catch {
		return null;
	}
}

/** The fields of a signed text by their names; null where it is of another kind. */
export function fieldsOfText(text: string): ReadonlyMap<string, string> | null {
	const [head, ...lines] = text.split('\n');
	if (head !== 'kheo-certificate-1') return null;
	return new Map(
		lines.map((line) => {
			const at = line.indexOf(': ');
			return [line.slice(0, at), line.slice(at + 2)] as const;
		})
	);
}

/** What a proof comes to under a set of published keys. */
export type ProofVerdict =
	| { readonly is: 'signed'; readonly keyId: string; readonly fields: ReadonlyMap<string, string> }
	| { readonly is: 'unknown-key' }
	| { readonly is: 'forged' };

export function verdictOn(proof: OfflineProof, keys: readonly PublishedKey[]): ProofVerdict {
	const key = keys.find(({ kid }) => kid === proof.keyId);
	if (!key) return { is: 'unknown-key' };
	const isSigned = isTextSigned(proof.text, proof.signature, bytesOfBase64url(key.x) ?? new Uint8Array());
	const fields = isSigned ? fieldsOfText(proof.text) : null;
	const id = fields?.get('id') ?? '';
	// The code is not signed, but what it is made of is: another certificate's code beside a good text is a forgery.
	const isOwnCode = /^[0-9a-f]{32}$/.test(id) && certificateCode(id) === proof.code;
	return fields && isOwnCode ? { is: 'signed', keyId: key.kid, fields } : { is: 'forged' };
}
