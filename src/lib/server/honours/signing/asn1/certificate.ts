import { X509Certificate } from 'node:crypto';
import { OID } from './names.ts';
import { NotAsn1, readAsn1, reading, type Element } from './read.ts';

/** A certificate with what a signature names it by. */
export interface Certificate {
	readonly x509: X509Certificate;
	readonly bytes: Buffer;
	/** The distinguished name of who made it out, and its number there, as bytes. */
	readonly issuer: Buffer;
	readonly serial: Buffer;
	/** Null where it has none. */
	readonly keyId: Buffer | null;
	readonly subjectName: string | null;
	readonly subjectOrganization: string | null;
	readonly issuerName: string | null;
	/** It vouches for itself, so that nobody does. */
	readonly isSelfMade: boolean;
	/** Whoever made it out says what it is for, and signing documents is not among it. */
	readonly mayNotSign: boolean;
	readonly from: Date;
	readonly to: Date;
}

/** Signs that would turn or hide what stands beside them. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function inName(name: Element, wanted: string): string | null {
	for (const part of name.sequence) {
		for (const one of part.set) {
			if (one.part(0).oid !== wanted) continue;
			const text = one.part(1).text?.normalize('NFC').replace(HIDDEN, ' ').trim().slice(0, 200);
			if (text) return text;
		}
	}
	return null;
}

/** What a name calls itself: of a person or an office its own name, else that of its organization. */
const shownName = (name: Element) => inName(name, OID.commonName) ?? inName(name, OID.organization);

const SUBJECT_KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
/** The first two bits: digital signature, and what is called non-repudiation. */
const SIGNS = 0b1100_0000;

function extension(extensions: Element | undefined, name: string): Element | null {
	const found = extensions?.only.sequence.find((one) => one.part(0).oid === name);
	return found ? readAsn1(found.parts.at(-1)!.octets) : null;
}

/** Reads an X.509 certificate. Throws `NotAsn1`. */
export function readCertificate(bytes: Buffer): Certificate {
	return reading(() => {
		const x509 = new X509Certificate(bytes);
		const all = readAsn1(bytes).part(0).sequence;
		const [serial, , issuer, , subject] = all[0]!.isTagged(0) ? all.slice(1) : all;
		const [from, to] = [x509.validFromDate, x509.validToDate];
		if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) throw new NotAsn1('no validity');
		const extensions = all.find((one) => one.isTagged(3));
		const usage = extension(extensions, KEY_USAGE);
		return {
			...{ x509, bytes, issuer: issuer!.bytes, serial: serial!.bytes, from, to },
			keyId: extension(extensions, SUBJECT_KEY_ID)?.octets ?? null,
			mayNotSign: usage !== null && ((usage.bits[0] ?? 0) & SIGNS) === 0,
			subjectName: shownName(subject!),
			subjectOrganization: inName(subject!, OID.organization),
			issuerName: shownName(issuer!),
			isSelfMade: issuer!.bytes.equals(subject!.bytes)
		};
	});
}
