import { readCertificate, type Certificate } from '../asn1/certificate.ts';
import { OID } from '../asn1/names.ts';
import { NotAsn1, readAsn1, reading, type Element } from '../asn1/read.ts';

/** A detached CMS signature by one signer, taken apart. */
export interface Cms {
	readonly signer: Certificate;
	readonly digestAlgorithm: Element;
	readonly signatureAlgorithm: Element;
	readonly signature: Buffer;
	/** What is signed beside the content, as the bytes that the signature is over; null where the content alone is. */
	readonly attributes: { readonly bytes: Buffer; readonly values: ReadonlyMap<string, Element> } | null;
}

const MOST_CERTIFICATES = 20;
/** The tag of a set, which stands in the signature's sight where the file has that of the context. */
const SET = 0x31;

function certificatesIn(set: Element | undefined): Certificate[] {
	return (set?.parts ?? []).slice(0, MOST_CERTIFICATES).flatMap((one) => {
		// Other kinds than X.509 stand under tags of their own.
		return one.isSequence ? [readCertificate(one.bytes)] : [];
	});
}

function signerAmong(certificates: readonly Certificate[], id: Element): Certificate {
	const found = id.isSequence
		? certificates.find(
				({ issuer, serial }) => issuer.equals(id.part(0).bytes) && serial.equals(id.part(1).bytes)
			)
		: certificates.find(({ keyId }) => keyId?.equals(id.octets));
	if (!found) throw new NotAsn1('no certificate of the signer');
	return found;
}

function attributesIn(element: Element | undefined): Cms['attributes'] {
	if (!element) return null;
	const values = new Map<string, Element>();
	for (const one of element.parts) {
		const name = one.part(0).oid;
		const set = one.part(1).set;
		// One attribute twice, or with two values, says two things at once.
		if (values.has(name) || set.length !== 1) throw new NotAsn1(`not one ${name}`);
		values.set(name, set[0]!);
	}
	const bytes = element.bytes;
	bytes[0] = SET;
	return { bytes, values };
}

/** Reads a CMS signature (RFC 5652) as a PDF holds it, with zeros behind it. Throws `NotAsn1`. */
export function readCms(bytes: Buffer): Cms {
	return reading(() => {
		const [kind, holder] = readAsn1(bytes, { padded: true }).sequence;
		if (kind?.oid !== OID.signedData) throw new NotAsn1('not signed data');
		const [, , content, ...rest] = holder!.only.sequence;
		if (content!.part(0).oid !== OID.data || content!.parts.length !== 1) throw new NotAsn1('not detached');
		const signerInfo = rest.at(-1)!.set;
		if (signerInfo.length !== 1) throw new NotAsn1('not one signer');
		const [, id, digestAlgorithm, ...last] = signerInfo[0]!.sequence;
		const attributes = last[0]?.isTagged(0) ? last.shift() : undefined;
		const [signatureAlgorithm, signature] = last;
		const certificates = certificatesIn(rest.find((one) => one.isTagged(0)));
		return {
			signer: signerAmong(certificates, id!),
			...{ digestAlgorithm: digestAlgorithm!, signatureAlgorithm: signatureAlgorithm! },
			signature: signature!.octets,
			attributes: attributesIn(attributes)
		};
	});
}
