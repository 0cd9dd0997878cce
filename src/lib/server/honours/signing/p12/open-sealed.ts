import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { OID } from '../asn1/names.ts';
import { NotAsn1, type Element } from '../asn1/read.ts';
import { pkcs12Key } from './pkcs12-key.ts';
import { rc2Opened } from './rc2.ts';

const derived = promisify(pbkdf2);

/** It is sealed in a way that is not known here, or that would take an hour to open. */
export class OtherSeal extends Error {}
/** It does not open with this password. */
export class OtherPassword extends Error {}

const MOST_ROUNDS = 1_000_000;
export const roundsOf = (element: Element): number => {
	const { count } = element;
	if (count < 1 || count > MOST_ROUNDS) throw new OtherSeal(`${count} rounds`);
	return count;
};

/** Ciphers of PKCS #5, with the length of their keys. */
const CIPHERS: Readonly<Record<string, readonly [string, number]>> = {
	'2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
	'2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
	'2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
	'1.2.840.113549.3.7': ['des-ede3-cbc', 24]
};
/** Those of PKCS #12 itself, which older programs write. */
const OLD_CIPHERS: Readonly<Record<string, readonly ['des' | 'rc2', number]>> = {
	'1.2.840.113549.1.12.1.3': ['des', 24],
	'1.2.840.113549.1.12.1.4': ['des', 16],
	'1.2.840.113549.1.12.1.5': ['rc2', 16],
	'1.2.840.113549.1.12.1.6': ['rc2', 5]
};
const HMACS: Readonly<Record<string, string>> = {
	'1.2.840.113549.2.7': 'sha1',
	'1.2.840.113549.2.9': 'sha256',
	'1.2.840.113549.2.10': 'sha384',
	'1.2.840.113549.2.11': 'sha512'
};

export function hmacOf(algorithm: Element | undefined): string {
	const digest = algorithm ? HMACS[algorithm.part(0).oid] : 'sha1';
	if (!digest) throw new OtherSeal('an unknown digest');
	return digest;
}

/** A key by PBKDF2, whose parameters stand in an algorithm's. */
export async function pbkdf2Key(password: string, algorithm: Element, length: number): Promise<Buffer> {
	if (algorithm.part(0).oid !== OID.pbkdf2) throw new OtherSeal(algorithm.part(0).oid);
	const [salt, rounds, ...rest] = algorithm.part(1).sequence;
	const digest = hmacOf(rest.find(({ isSequence }) => isSequence));
	return derived(password, salt!.octets, roundsOf(rounds!), length, digest);
}

interface Keyed {
	readonly key: Buffer;
	readonly iv: Buffer;
}

function opened(cipher: string, sealed: Buffer, { key, iv }: Keyed): Buffer {
	try {
		const decipher = createDecipheriv(cipher, key, iv);
		return Buffer.concat([decipher.update(sealed), decipher.final()]);
	} catch {
		throw new OtherPassword();
	} finally {
		key.fill(0);
	}
}

async function openedByPbes2(sealed: Buffer, parameters: Element, password: string): Promise<Buffer> {
	const [derivation, scheme] = parameters.sequence as [Element, Element];
	const cipher = CIPHERS[scheme.part(0).oid];
	if (!cipher) throw new OtherSeal(scheme.part(0).oid);
	const key = await pbkdf2Key(password, derivation, cipher[1]);
	return opened(cipher[0], sealed, { key, iv: scheme.part(1).octets });
}

async function openedByOld(
	sealed: Buffer,
	[cipher, length]: readonly ['des' | 'rc2', number],
	{ parameters, password }: { readonly parameters: Element; readonly password: string }
): Promise<Buffer> {
	const derivation = {
		digest: 'sha1',
		salt: parameters.part(0).octets,
		rounds: roundsOf(parameters.part(1))
	};
	const key = await pkcs12Key(password, derivation, { purpose: 'key', length });
	const iv = await pkcs12Key(password, derivation, { purpose: 'iv', length: 8 });
	if (cipher === 'des') {
		const whole = length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
		return opened('des-ede3-cbc', sealed, { key: whole, iv });
	}
	const plain = rc2Opened(sealed, { key, iv });
	if (!plain) throw new OtherPassword();
	return plain;
}

/** Opens what a password seals. Throws `OtherPassword`, `OtherSeal` or `NotAsn1`. */
export async function openSealed(sealed: Buffer, algorithm: Element, password: string): Promise<Buffer> {
	const name = algorithm.part(0).oid;
	const parameters = algorithm.parts[1];
	if (!parameters) throw new NotAsn1('no parameters');
	if (name === OID.pbes2) return openedByPbes2(sealed, parameters, password);
	const old = OLD_CIPHERS[name];
	if (!old) throw new OtherSeal(name);
	return openedByOld(sealed, old, { parameters, password });
}
