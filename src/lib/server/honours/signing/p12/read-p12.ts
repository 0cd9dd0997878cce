import { createHmac, createPrivateKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { DIGESTS, OID } from '../asn1/names.ts';
import { NotAsn1, readAsn1, type Element } from '../asn1/read.ts';
import { hmacOf, openSealed, OtherPassword, OtherSeal, pbkdf2Key, roundsOf } from './open-sealed.ts';
import { pkcs12Key } from './pkcs12-key.ts';

/** What lies in a P12. */
export interface Bags {
	readonly keys: KeyObject[];
	readonly certificates: Buffer[];
}

const DEEPEST = 4;

async function macKey(
	password: string,
	algorithm: Element,
	{ salt, rounds }: { salt: Buffer; rounds: Element | undefined }
) {
	const name = algorithm.part(0).oid;
	if (name === OID.pbmac1) {
		const [derivation, scheme] = algorithm.part(1).sequence as [Element, Element];
		const digest = hmacOf(scheme);
		return { digest, key: await pbkdf2Key(password, derivation, lengthOf(derivation)) };
	}
	const digest = DIGESTS[name];
	if (!digest) throw new OtherSeal(name);
	const derivation = { digest, salt, rounds: rounds ? roundsOf(rounds) : 1 };
	const length = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[digest]!;
	return { digest, key: await pkcs12Key(password, derivation, { purpose: 'mac', length }) };
}

/** How long a key PBMAC1 asks for. */
function lengthOf(derivation: Element): number {
	const found = derivation
		.part(1)
		.sequence.slice(2)
		.find(({ isInteger }) => isInteger);
	const length = found?.count ?? 0;
	if (length < 16 || length > 64) throw new OtherSeal('no length of a key');
	return length;
}

/** Whether the file is as its maker left it, which only the right password tells. */
async function checkWhole(content: Buffer, mac: Element, password: string): Promise<void> {
	const [info, salt, rounds] = mac.sequence as [Element, Element, Element | undefined];
	const { digest, key } = await macKey(password, info.part(0), { salt: salt.octets, rounds });
	const made = createHmac(digest, key).update(content).digest();
	const said = info.part(1).octets;
	if (made.length !== said.length || !timingSafeEqual(made, said)) throw new OtherPassword();
}

function keyOf(pkcs8: Buffer): KeyObject {
	try {
		return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
	} catch {
		throw new NotAsn1('not a private key');
	} finally {
		pkcs8.fill(0);
	}
}

async function readBag(bag: Element, password: string, into: Bags, depth: number): Promise<void> {
	const [name, holder] = bag.sequence as [Element, Element];
	const value = holder.only;
	if (name.oid === OID.keyBag) into.keys.push(keyOf(value.bytes));
	else if (name.oid === OID.shroudedKeyBag) {
		into.keys.push(keyOf(await openSealed(value.part(1).octets, value.part(0), password)));
	} else if (name.oid === OID.certBag && value.part(0).oid === OID.x509Certificate) {
		into.certificates.push(value.part(1).only.octets);
	} else if (name.oid === OID.safeContentsBag) await readContents(value, password, into, depth + 1);
}

async function readContents(contents: Element, password: string, into: Bags, depth = 0): Promise<void> {
	if (depth > DEEPEST) throw new NotAsn1('too deep');
	for (const bag of contents.sequence) await readBag(bag, password, into, depth);
}

/** What a content holds, opened where it is sealed; null for what is neither. */
async function contentOf(info: Element, password: string): Promise<Buffer | null> {
	const name = info.part(0).oid;
	if (name === OID.data) return info.part(1).only.octets;
	if (name !== OID.encryptedData) return null;
	const [, algorithm, sealed] = info.part(1).only.part(1).sequence as [Element, Element, Element];
	return openSealed(sealed.octets, algorithm, password);
}

/** Reads a P12 (PKCS #12, RFC 7292). Throws `NotAsn1`, `OtherPassword` or `OtherSeal`. */
export async function readP12(bytes: Uint8Array, password: string): Promise<Bags> {
	const [, safe, mac] = readAsn1(bytes).sequence as [Element, Element, Element | undefined];
	if (safe?.part(0).oid !== OID.data) throw new NotAsn1('sealed for somebody else');
	const content = safe.part(1).only.octets;
	const bags: Bags = { keys: [], certificates: [] };
	if (mac) await checkWhole(content, mac, password);
	for (const info of readAsn1(content).sequence) {
		const plain = await contentOf(info, password);
		if (plain) await readContents(readAsn1(plain), password, bags);
	}
	return bags;
}
