import { constants, createHash, sign } from 'node:crypto';
import { OID } from '#lib/server/honours/signing/asn1/names.ts';
import {
	integer,
	nothing,
	octets,
	oid,
	sequence,
	setOf,
	tagged
} from '#lib/server/honours/signing/asn1/write.ts';
import type { Identity } from './make-p12.ts';

interface Way {
	/** Objects that are added before the signature, as text. */
	readonly added?: string;
	/** Under the signature's dictionary: its moment. */
	readonly moment?: string;
	readonly way?: 'pkcs1' | 'pss';
	/** Spoils the signature itself: the digest stays right. */
	readonly forged?: boolean;
	/** Of other bytes than the file's. */
	readonly other?: boolean;
}

const attribute = (name: string, value: Buffer) => sequence(oid(name), setOf(value));
const SHA_256 = () => sequence(oid(OID.sha256), nothing());
const PSS = () =>
	sequence(
		oid(OID.rsaPss),
		sequence(tagged(0, SHA_256()), tagged(1, sequence(oid(OID.mgf1), SHA_256())), tagged(2, integer(32)))
	);

/** A CMS signature as another program makes it: with its time in it, and nothing that names its certificate. */
function cms(
	pieces: readonly Uint8Array[],
	{ key, certificate }: Identity,
	{ way, forged, other }: Way
): Buffer {
	const digest = createHash('sha256');
	for (const piece of pieces) digest.update(piece);
	if (other) digest.update('other');
	const attributes = [
		attribute(OID.contentType, oid(OID.data)),
		attribute(OID.messageDigest, octets(digest.digest()))
	];
	const padding = way === 'pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
	const signature = sign('sha256', setOf(...attributes), { key, ...padding });
	if (forged) signature[signature.length - 1]! ^= 1;
	const algorithm = way === 'pss' ? PSS() : sequence(oid(OID.rsa), nothing());
	const elements = setOf(...attributes);
	// The same members under the context's tag.
	elements[0] = 0xa0;
	const id = Buffer.from(certificate);
	const { issuer, serial } = namesOf(id);
	const signer = sequence(
		integer(1),
		sequence(issuer, serial),
		SHA_256(),
		elements,
		algorithm,
		octets(signature)
	);
	const signed = sequence(
		integer(1),
		setOf(SHA_256()),
		sequence(oid(OID.data)),
		tagged(0, id),
		setOf(signer)
	);
	return sequence(oid(OID.signedData), tagged(0, signed));
}

/** Issuer and serial number of a certificate that make-p12 made: the fourth and the second of what it signs. */
function namesOf(certificate: Buffer) {
	const elementAt = (at: number) => {
		const first = certificate[at + 1]!;
		if (first < 0x80) return { end: at + 2 + first, inside: at + 2 };
		const digits = first & 0x7f;
		const inside = at + 2 + digits;
		return { end: inside + certificate.readUIntBE(at + 2, digits), inside };
	};
	let at = elementAt(elementAt(0).inside).inside;
	const parts = Array.from({ length: 4 }, () => {
		const { end } = elementAt(at);
		const part = certificate.subarray(at, end);
		at = end;
		return part;
	});
	return { serial: parts[1]!, issuer: parts[3]! };
}

const ROOM = 4000;

/** A file with a signature behind it, as another program adds it: over everything but the signature itself. */
export function signedElsewhere(file: Uint8Array, signer: Identity, way: Way = {}): Buffer {
	const moment = way.moment ? `/M (${way.moment}) ` : '';
	const before = Buffer.from(`\n${way.added ?? ''}900 0 obj <</Type /Sig ${moment}/ByteRange [`, 'latin1');
	const start = file.length + before.length + 60;
	const after = Buffer.from('>> endobj\n%%EOF\n');
	const range = `0 ${start} ${start + ROOM * 2 + 2} ${after.length}] /Contents `.padEnd(60);
	const head = Buffer.concat([Buffer.from(file), before, Buffer.from(range)]);
	const contents = cms([head, after], signer, way)
		.toString('hex')
		.padEnd(ROOM * 2, '0');
	return Buffer.concat([head, Buffer.from(`<${contents}>`), after]);
}
