import { createHash, X509Certificate } from 'node:crypto';

/** What is known of the signature that somebody put on a file. */
export interface Signature {
	/** Whom it names; null where its certificate could not be read. */
	readonly signer: string | null;
}

/** Why a file is not the issued one with a signature behind it. */
export type NotSigned = 'rewritten' | 'unsigned' | 'not-whole' | 'other-bytes';

const LONGEST_CONTENTS = 400_000;
const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/** A certificate's own name for whoever it was made out to. */
function nameIn(subject: string): string | null {
	const line = subject.split('\n').find((one) => one.startsWith('CN='));
	return line?.slice(3).normalize('NFC').trim().slice(0, 200) || null;
}

/** Certificates that lie in a signature, wherever its structure has them. */
function certificatesIn(der: Buffer): X509Certificate[] {
	const found: X509Certificate[] = [];
	for (let at = der.indexOf(0x30); at >= 0 && found.length < 20; at = der.indexOf(0x30, at + 1)) {
		if (der[at + 1] !== 0x82) continue;
		const end = at + 4 + der.readUInt16BE(at + 2);
		// A certificate begins with the sequence of what is signed in it.
		if (end > der.length || der[at + 4] !== 0x30) continue;
		try {
			found.push(new X509Certificate(der.subarray(at, end)));
		} catch {
			// Some other structure.
		}
	}
	return found;
}

/** The one that no other certificate of the signature was made by: the signer's. */
function signerOf(der: Buffer): string | null {
	const all = certificatesIn(der);
	const makers = new Set(all.map(({ issuer, subject }) => (issuer === subject ? '' : issuer)));
	const leaf = all.find(({ subject }) => !makers.has(subject)) ?? all[0];
	return leaf ? nameIn(leaf.subject) : null;
}

/** Whether a signature is over these bytes: it holds their digest as its message's. */
function isOver(der: Buffer, covered: readonly Buffer[]): boolean {
	return ['sha256', 'sha384', 'sha512', 'sha1'].some((kind) => {
		const hash = createHash(kind);
		for (const piece of covered) hash.update(piece);
		const digest = hash.digest();
		return der.includes(Buffer.concat([Buffer.of(0x04, digest.length), digest]));
	});
}

/**
 * Reads the signature behind an issued file. Signing adds to a PDF and leaves what was there as it is: a file that does not
 * begin with the issued bytes was written anew, and says nothing of them. Whether the signer's certificate is to be
 * trusted is not asked here.
 */
export function signatureBehind(issued: Uint8Array, sent: Uint8Array): Signature | NotSigned {
	const bytes = Buffer.from(sent);
	if (!bytes.subarray(0, issued.length).equals(Buffer.from(issued))) return 'rewritten';
	const added = bytes.subarray(issued.length).toString('latin1');
	const last = [...added.matchAll(RANGE)].at(-1);
	if (!last) return 'unsigned';
	const [first, length, second, rest] = last.slice(1).map(Number) as [number, number, number, number];
	const isWhole = first === 0 && length > issued.length && length < second && second + rest === bytes.length;
	if (!isWhole || second - length > LONGEST_CONTENTS * 2) return 'not-whole';
	const hexDigits = /^<([0-9a-fA-F]*)>$/.exec(bytes.subarray(length, second).toString('latin1'));
	if (!hexDigits) return 'not-whole';
	const der = Buffer.from(hexDigits[1]!, 'hex');
	const covered = [bytes.subarray(0, length), bytes.subarray(second)];
	return isOver(der, covered) ? { signer: signerOf(der) } : 'other-bytes';
}
