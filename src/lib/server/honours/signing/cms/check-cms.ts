import { constants, createHash, verify, type KeyObject } from 'node:crypto';
import type { Certificate } from '../asn1/certificate.ts';
import { DIGESTS, OID } from '../asn1/names.ts';
import { NotAsn1, reading, type Element } from '../asn1/read.ts';
import { readCms, type Cms } from './read-cms.ts';

/** unreadable: not as a signature is built · other-bytes: of something else · weak: anybody can make one like it · bad: not made by the key that it names. */
export type WrongSignature = 'unreadable' | 'other-bytes' | 'weak' | 'bad';

export interface GoodSignature {
	readonly signer: Certificate;
	/** The time that the signature itself claims; null where it claims none. */
	readonly at: Date | null;
}

const LEAST_RSA_BITS = 2048;
const LEAST_EC_BITS = 224;

/** How signatures are made, with the digest where the algorithm's own name has it. */
const ALGORITHMS: Readonly<
	Record<string, { readonly kind: 'rsa' | 'pss' | 'ec'; readonly digest?: string }>
> = {
	[OID.rsa]: { kind: 'rsa' },
	'1.2.840.113549.1.1.5': { kind: 'rsa', digest: 'sha1' },
	'1.2.840.113549.1.1.11': { kind: 'rsa', digest: 'sha256' },
	'1.2.840.113549.1.1.12': { kind: 'rsa', digest: 'sha384' },
	'1.2.840.113549.1.1.13': { kind: 'rsa', digest: 'sha512' },
	[OID.rsaPss]: { kind: 'pss' },
	'1.2.840.10045.4.1': { kind: 'ec', digest: 'sha1' },
	[OID.ecdsaSha256]: { kind: 'ec', digest: 'sha256' },
	'1.2.840.10045.4.3.3': { kind: 'ec', digest: 'sha384' },
	'1.2.840.10045.4.3.4': { kind: 'ec', digest: 'sha512' }
};

const digestNamed = (algorithm: Element | undefined): string => {
	const digest = algorithm && DIGESTS[algorithm.part(0).oid];
	if (!digest) throw new NotAsn1('an unknown digest');
	return digest;
};

function isWeak(key: KeyObject): boolean {
	const { modulusLength } = key.asymmetricKeyDetails ?? {};
	if (key.asymmetricKeyType === 'ec') return curveBits(key) < LEAST_EC_BITS;
	return (modulusLength ?? 0) < LEAST_RSA_BITS;
}

const curveBits = (key: KeyObject) =>
	Number(/\d{3}/.exec(key.asymmetricKeyDetails?.namedCurve ?? '')?.[0] ?? 0);

/** What RSASSA-PSS is told: digest and length of the salt. Khéo takes the mask by the same digest only, as everybody makes it. */
function pssOf({ signatureAlgorithm }: Cms) {
	const parameters = signatureAlgorithm.part(1).sequence;
	const tagged = (number: number) => parameters.find((one) => one.isTagged(number))?.only;
	const digest = tagged(0) ? digestNamed(tagged(0)) : 'sha1';
	const mask = tagged(1);
	const maskDigest = mask ? digestNamed(mask.part(1)) : 'sha1';
	if ((mask && mask.part(0).oid !== OID.mgf1) || maskDigest !== digest) throw new NotAsn1('another mask');
	return { digest, saltLength: tagged(2)?.count ?? 20 };
}

function isMadeBy(cms: Cms, signed: readonly Buffer[]): boolean | 'weak' {
	const key = cms.signer.x509.publicKey;
	const algorithm = ALGORITHMS[cms.signatureAlgorithm.part(0).oid];
	if (!algorithm) throw new NotAsn1('an unknown algorithm');
	if (isWeak(key)) return 'weak';
	const fits = algorithm.kind === 'ec' ? ['ec'] : algorithm.kind === 'pss' ? ['rsa', 'rsa-pss'] : ['rsa'];
	if (!fits.includes(key.asymmetricKeyType ?? '')) return false;
	const bytes = Buffer.concat(signed);
	if (algorithm.kind === 'pss') {
		const { digest, saltLength } = pssOf(cms);
		if (digest === 'sha1') return 'weak';
		return verify(
			digest,
			bytes,
			{ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
			cms.signature
		);
	}
	const digest = algorithm.digest ?? digestNamed(cms.digestAlgorithm);
	return digest === 'sha1' ? 'weak' : verify(digest, bytes, key, cms.signature);
}

/** Whether the certificate that the signature says it was made with is the one that lies in it. */
function namesItsCertificate({ signer, attributes }: Cms): boolean {
	const newer = attributes?.values.get(OID.signingCertificateV2);
	const older = attributes?.values.get(OID.signingCertificate);
	const said = (newer ?? older)?.part(0).part(0).sequence;
	if (!said) return true;
	const digest = newer ? (said[0]!.isSequence ? digestNamed(said[0]) : 'sha256') : 'sha1';
	const hash = said[newer && said[0]!.isSequence ? 1 : 0]!.octets;
	return createHash(digest).update(signer.bytes).digest().equals(hash);
}

function checked(cms: Cms, pieces: readonly Buffer[]): GoodSignature | WrongSignature {
	const { attributes } = cms;
	const digest = digestNamed(cms.digestAlgorithm);
	if (digest === 'sha1') return 'weak';
	if (attributes) {
		if (attributes.values.get(OID.contentType)?.oid !== OID.data) return 'unreadable';
		const hash = createHash(digest);
		for (const piece of pieces) hash.update(piece);
		const said = attributes.values.get(OID.messageDigest);
		if (!said) return 'unreadable';
		if (!said.octets.equals(hash.digest())) return 'other-bytes';
	}
	const made = isMadeBy(cms, attributes ? [attributes.bytes] : pieces);
	if (made === 'weak') return 'weak';
	// Without attributes nothing but the signature itself is over the bytes.
	if (!made) return attributes ? 'bad' : 'other-bytes';
	if (!namesItsCertificate(cms)) return 'bad';
	return { signer: cms.signer, at: attributes?.values.get(OID.signingTime)?.moment ?? null };
}

/**
 * Checks a detached CMS signature over `pieces`: that its digest is theirs, that the key of the certificate in it made it, and
 * that it names this very certificate where it names one. Whether whoever made out the certificate is to be trusted is not
 * asked. Never throws, whatever the bytes are.
 */
export function checkCms(bytes: Buffer, pieces: readonly Buffer[]): GoodSignature | WrongSignature {
	try {
		return reading(() => checked(readCms(bytes), pieces));
	} catch (error) {
		if (error instanceof NotAsn1) return 'unreadable';
		throw error;
	}
}
