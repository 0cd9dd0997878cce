import { createHash, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { OID } from '../asn1/names.ts';
import { inOrder, integer, nothing, octets, oid, sequence, setOf, tagged } from '../asn1/write.ts';
import type { SigningKey } from '../p12/signing-key.ts';

const signed = promisify(sign);

const attribute = (name: string, value: Buffer) => sequence(oid(name), setOf(value));
const SHA_256 = () => sequence(oid(OID.sha256));

/** Which certificate signs, by its hash: nobody can put another one with the same key in its place. */
const signingCertificate = (certificate: Buffer) =>
	attribute(
		OID.signingCertificateV2,
		sequence(sequence(sequence(octets(createHash('sha256').update(certificate).digest()))))
	);

/**
 * A detached CMS signature over `pieces`, one after another: SHA-256, with the attributes that CAdES and PAdES ask of their
 * baseline (ETSI EN 319 122-1, 319 142-1), and the certificates that lead to the signer's. PAdES keeps the time of signing in the
 * PDF, so that there is none in here.
 */
export async function cmsOver(
	pieces: readonly Uint8Array[],
	{ key, certificate, others }: SigningKey
): Promise<Buffer> {
	const digest = createHash('sha256');
	for (const piece of pieces) digest.update(piece);
	const attributes = inOrder(
		attribute(OID.contentType, oid(OID.data)),
		attribute(OID.messageDigest, octets(digest.digest())),
		signingCertificate(certificate.bytes)
	);
	const signature = await signed('sha256', setOf(...attributes), key);
	const algorithm =
		key.asymmetricKeyType === 'ec' ? sequence(oid(OID.ecdsaSha256)) : sequence(oid(OID.rsa), nothing());
	const signer = sequence(
		integer(1),
		sequence(certificate.issuer, certificate.serial),
		SHA_256(),
		tagged(0, ...attributes),
		algorithm,
		octets(signature)
	);
	const signedData = sequence(
		integer(1),
		setOf(SHA_256()),
		sequence(oid(OID.data)),
		tagged(0, ...inOrder(certificate.bytes, ...others)),
		setOf(signer)
	);
	return sequence(oid(OID.signedData), tagged(0, signedData));
}
