import {
	createCipheriv,
	createHmac,
	createPublicKey,
	generateKeyPairSync,
	pbkdf2Sync,
	randomBytes,
	sign,
	type KeyObject
} from 'node:crypto';
import { BitString, GeneralizedTime } from 'asn1js';
import { OID } from '#lib/server/honours/signing/asn1/names.ts';
import {
	integer,
	nothing,
	octets,
	oid,
	sequence,
	setOf,
	tagged,
	taggedOctets,
	words
} from '#lib/server/honours/signing/asn1/write.ts';
import { pkcs12Key } from '#lib/server/honours/signing/p12/pkcs12-key.ts';

export interface Identity {
	readonly name: string;
	readonly key: KeyObject;
	readonly certificate: Buffer;
}

interface Wanted {
	readonly kind?: 'rsa' | 'ec' | 'ed25519';
	readonly bits?: number;
	readonly organization?: string;
	readonly from?: string;
	readonly to?: string;
	/** Bits of its key usage, as one byte. */
	readonly usage?: number;
	/** Who makes it out; itself where nobody is named. */
	readonly issuer?: Identity;
	/** One that there is already. */
	readonly key?: KeyObject;
}

function pairOf({ kind = 'rsa', bits = 2048, key }: Wanted): { privateKey: KeyObject; publicKey: KeyObject } {
	if (key) return { privateKey: key, publicKey: createPublicKey(key) };
	if (kind === 'ec') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
	return kind === 'rsa'
		? generateKeyPairSync('rsa', { modulusLength: bits })
		: generateKeyPairSync('ed25519');
}

const nameOf = (name: string, organization?: string) => {
	const part = (type: string, value: string) => setOf(sequence(oid(type), words(value)));
	return sequence(
		...(organization ? [part(OID.organization, organization)] : []),
		part(OID.commonName, name)
	);
};
const moment = (iso: string) => Buffer.from(new GeneralizedTime({ valueDate: new Date(iso) }).toBER());

function algorithmOf(key: KeyObject) {
	if (key.asymmetricKeyType === 'ec') return sequence(oid(OID.ecdsaSha256));
	if (key.asymmetricKeyType === 'ed25519') return sequence(oid('1.3.101.112'));
	return sequence(oid('1.2.840.113549.1.1.11'), nothing());
}
const bitString = (bytes: Uint8Array) => Buffer.from(new BitString({ valueHex: bytes }).toBER());
const signedBy = (key: KeyObject, bytes: Buffer) =>
	sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, key);

/** A key with a certificate, made here and now. */
export function identity(name: string, wanted: Wanted = {}): Identity {
	const { privateKey, publicKey } = pairOf(wanted);
	const by = wanted.issuer?.key ?? privateKey;
	const usage = wanted.usage ?? 0b1100_0000;
	const toBeSigned = sequence(
		tagged(0, integer(2)),
		integer(randomBytes(6).readUIntBE(0, 6)),
		algorithmOf(by),
		wanted.issuer ? nameOf(wanted.issuer.name) : nameOf(name, wanted.organization),
		sequence(moment(wanted.from ?? '2026-01-01T00:00:00Z'), moment(wanted.to ?? '2036-01-01T00:00:00Z')),
		nameOf(name, wanted.organization),
		publicKey.export({ format: 'der', type: 'spki' }),
		tagged(3, sequence(sequence(oid('2.5.29.15'), octets(bitString(Buffer.of(usage))))))
	);
	const certificate = sequence(toBeSigned, algorithmOf(by), bitString(signedBy(by, toBeSigned)));
	return { name, key: privateKey, certificate };
}

const ROUNDS = 2048;

/** Sealed as OpenSSL 3 and today's Windows do it: PBES2, AES-256, PBKDF2 by SHA-256. */
function sealed(plain: Uint8Array, password: string) {
	const [salt, iv] = [randomBytes(16), randomBytes(16)];
	const key = pbkdf2Sync(password, salt, ROUNDS, 32, 'sha256');
	const cipher = createCipheriv('aes-256-cbc', key, iv);
	const derivation = sequence(
		oid(OID.pbkdf2),
		sequence(octets(salt), integer(ROUNDS), sequence(oid('1.2.840.113549.2.9'), nothing()))
	);
	return {
		algorithm: sequence(
			oid(OID.pbes2),
			sequence(derivation, sequence(oid('2.16.840.1.101.3.4.1.42'), octets(iv)))
		),
		bytes: Buffer.concat([cipher.update(plain), cipher.final()])
	};
}

const bag = (kind: string, value: Buffer) => sequence(oid(kind), tagged(0, value));
const data = (bytes: Uint8Array) => sequence(oid(OID.data), tagged(0, octets(bytes)));

interface Packed {
	readonly keys: readonly KeyObject[];
	readonly certificates: readonly Buffer[];
	readonly password: string;
	/** How often it says that its password is hashed, where that is not true. */
	readonly claimed?: number;
}

/** A P12 of any keys and certificates, as a file has it. */
export async function p12Of({ keys, certificates, password, claimed = ROUNDS }: Packed): Promise<Buffer> {
	const shrouded = keys.map((key) => {
		const { algorithm, bytes } = sealed(key.export({ format: 'der', type: 'pkcs8' }), password);
		return bag(OID.shroudedKeyBag, sequence(algorithm, octets(bytes)));
	});
	const certified = certificates.map((one) =>
		bag(OID.certBag, sequence(oid(OID.x509Certificate), tagged(0, octets(one))))
	);
	const { algorithm, bytes } = sealed(sequence(...certified), password);
	const content = taggedOctets(0, bytes);
	const encrypted = sequence(
		oid(OID.encryptedData),
		tagged(0, sequence(integer(0), sequence(oid(OID.data), algorithm, content)))
	);
	const safe = sequence(data(sequence(...shrouded)), encrypted);
	const salt = randomBytes(16);
	const key = await pkcs12Key(
		password,
		{ digest: 'sha256', salt, rounds: ROUNDS },
		{ purpose: 'mac', length: 32 }
	);
	const digest = createHmac('sha256', key).update(safe).digest();
	const mac = sequence(
		sequence(sequence(oid(OID.sha256), nothing()), octets(digest)),
		octets(salt),
		integer(claimed)
	);
	return sequence(integer(3), data(safe), mac);
}

/** Somebody's P12, as they would bring it. */
export const p12 = ({ key, certificate }: Identity, password: string, others: readonly Identity[] = []) =>
	p12Of({ keys: [key], certificates: [certificate, ...others.map((one) => one.certificate)], password });
