import type { KeyObject } from 'node:crypto';
import { readCertificate, type Certificate } from '../asn1/certificate.ts';
import { NotAsn1 } from '../asn1/read.ts';
import { fieldRefusal } from '#lib/server/command/refusal.ts';
import { momentWords } from '#lib/words/moment.ts';
import { OtherPassword, OtherSeal } from './open-sealed.ts';
import { MOST_P12_BYTES, type SentP12 } from './p12-in.ts';
import { readP12, type Bags } from './read-p12.ts';

const LEAST_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];
const MOST_CERTIFICATES = 10;

/** What signs: somebody's key with their certificate, and those that lead to whoever vouches for it. */
export interface SigningKey {
	readonly key: KeyObject;
	readonly certificate: Certificate;
	readonly others: readonly Buffer[];
}

const no = (code: string, params = {}) => fieldRefusal('p12', code, params);

const dayOf = (at: Date) => momentWords(at).split(' ')[0]!;

async function bagsOf({ bytes, password }: SentP12): Promise<Bags> {
	try {
		return await readP12(bytes, password);
	} catch (error) {
		if (error instanceof OtherPassword) throw fieldRefusal('password', 'sign_p12_password');
		if (error instanceof OtherSeal) throw no('sign_p12_seal');
		if (error instanceof NotAsn1 || error instanceof TypeError || error instanceof RangeError)
			throw no('sign_p12_unread');
		throw error;
	}
}

function checkKey(key: KeyObject): void {
	const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = key;
	if (kind === 'rsa') {
		if ((details?.modulusLength ?? 0) < LEAST_RSA_BITS) throw no('sign_p12_weak', { bits: LEAST_RSA_BITS });
	} else if (kind !== 'ec' || !CURVES.includes(details?.namedCurve ?? '')) throw no('sign_p12_kind');
}

/**
 * The key in an organizer's P12, fit to sign at this moment. Refuses in words, naming the field. Nothing of it is kept
 * anywhere but in what comes back.
 */
export async function signingKey(sent: SentP12, now: Date): Promise<SigningKey> {
	if (sent.bytes.length === 0) throw no('sign_p12_none');
	if (sent.bytes.length > MOST_P12_BYTES) throw no('sign_p12_large', { limit: MOST_P12_BYTES / 1024 });
	const bags = await bagsOf(sent);
	if (bags.keys.length === 0) throw no('sign_p12_no_key');
	const certificates = bags.certificates.slice(0, MOST_CERTIFICATES).flatMap((one) => {
		try {
			return [readCertificate(one)];
		} catch (error) {
			if (error instanceof NotAsn1) return [];
			throw error;
		}
	});
	const pair = bags.keys
		.flatMap((key) => certificates.map((certificate) => ({ key, certificate })))
		.find(({ key, certificate }) => certificate.x509.checkPrivateKey(key));
	if (!pair) throw no('sign_p12_no_certificate');
	const { key, certificate } = pair;
	checkKey(key);
	if (certificate.mayNotSign) throw no('sign_p12_purpose');
	if (now < certificate.from) throw no('sign_p12_early', { day: dayOf(certificate.from) });
	if (now > certificate.to) throw no('sign_p12_expired', { day: dayOf(certificate.to) });
	const others = certificates.flatMap((one) => (one === certificate ? [] : [one.bytes]));
	return { key, certificate, others };
}
