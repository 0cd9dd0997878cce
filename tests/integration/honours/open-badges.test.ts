import { verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { didDocument, openBadge, statusList } from '#lib/server/honours/badges/credential.ts';
import { certificateCode } from '#lib/domain/honours/certificate-code.ts';
import { placeInList } from '#lib/server/honours/badges/status-list.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { newId } from '#lib/live/id.ts';
import { city, type City } from '../contest/city.ts';
import { issuedCertificates } from '../../support/issued-certificates.ts';

const ORIGIN = 'http://localhost:5173';
let here: City;
let of: Awaited<ReturnType<typeof issuedCertificates>>;
beforeAll(async () => {
	here = await city();
	const names = ['Nguyễn Văn An', 'Lò Thị Én', 'Vàng A Sử'];
	of = await issuedCertificates(here.database, { unitId: here.cityId, names });
});
afterAll(() => here.remove());

interface Credential {
	readonly iss: string;
	readonly jti: string;
	readonly type: readonly string[];
	readonly credentialSubject: { readonly encodedList?: string };
	readonly credentialStatus?: { readonly statusListIndex: string; readonly statusListCredential: string };
}

/** What a JWT says, once the key that its header names in the published document has been held against it. */
async function opened(jwt: string): Promise<Credential> {
	const [header, payload, signature] = jwt.split('.') as [string, string, string];
	const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
		alg: string;
		kid: string;
	};
	const { verificationMethod, assertionMethod } = await didDocument(here.database.read, ORIGIN);
	expect(assertionMethod).toContain(kid);
	const { publicKeyJwk } = verificationMethod.find(({ id }) => id === kid)!;
	const key = { key: { ...publicKeyJwk }, format: 'jwk' } as const;
	const isSigned = verify(
		null,
		Buffer.from(`${header}.${payload}`),
		key,
		Buffer.from(signature, 'base64url')
	);
	expect([alg, isSigned]).toEqual(['EdDSA', true]);
	return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Credential;
}

async function bit(place: number): Promise<number> {
	const list = await opened((await statusList(here.database.read, of.decisionId, ORIGIN, new Date()))!);
	const encoded = list.credentialSubject.encodedList!;
	expect(encoded[0]).toBe('u');
	const bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'));
	expect(bits.length * 8).toBe(131_072);
	return (bits[place >> 3]! >> (7 - (place & 7))) & 1;
}

describe('an Open Badge of a certificate', () => {
	it('is signed by the installation’s did:web and says what is printed, and where its status stands', async () => {
		const [an] = of.certificates;
		const badge = await opened((await openBadge(here.database.read, an!.code, ORIGIN))!);
		expect(badge).toMatchObject({
			iss: 'did:web:localhost%3A5173',
			jti: `${ORIGIN}/v/${an!.code}`,
			type: ['VerifiableCredential', 'OpenBadgeCredential'],
			validFrom: '2026-10-15T00:00:00+07:00',
			issuer: { name: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU' },
			credentialSubject: { identifier: [{ identityHash: 'Ông Nguyễn Văn An' }] },
			credentialStatus: { statusListCredential: `${ORIGIN}/v/status/${of.decisionId}` }
		});
	});

	it('is no longer given out once the certificate was taken away, and its bit says so', async () => {
		const [an, en] = of.certificates;
		const { credentialStatus } = await opened((await openBadge(here.database.read, en!.code, ORIGIN))!);
		const place = Number(credentialStatus!.statusListIndex);
		expect(await bit(place)).toBe(0);
		await here.done(revokeCertificate, {
			...{ certificate: en!.id, for: 'false-papers', number: '5/QĐ-UBND', on: '2026-11-02' },
			reason: 'Giấy tờ giả trong hồ sơ'
		});
		expect(await bit(place)).toBe(1);
		expect(await openBadge(here.database.read, en!.code, ORIGIN)).toBeNull();
		expect(await openBadge(here.database.read, an!.code, ORIGIN)).not.toBeNull();
	});

	it('has a place of its own, which later certificates do not move', () => {
		const chain = [
			{ id: 'a', replacesId: null },
			{ id: 'b', replacesId: 'a' },
			{ id: 'c', replacesId: 'b' }
		];
		const places = [1, 2].flatMap((position) => chain.map(({ id }) => placeInList(position, chain, id)));
		expect(places).toEqual([16, 17, 18, 32, 33, 34]);
		expect(placeInList(1, chain.slice(0, 1), 'a')).toBe(16);
		expect(placeInList(9000, chain, 'a')).toBeNull();
	});

	it('of one that was replaced too often costs the others neither badge nor list', async () => {
		const { database } = here;
		const [an, , su] = of.certificates;
		const first = await database.read.awardCertificate.findUniqueOrThrow({ where: { id: su!.id } });
		const idOf = (at: number) => (at === 0 ? first.id : at.toString(16).padStart(2, '0').padEnd(32, 'f'));
		await database.transaction(async (tx) => {
			for (let at = 1; at < 20; at += 1) {
				await tx.awardCertificate.update({
					where: { id: idOf(at - 1) },
					data: { revokedAt: new Date(), revokedBy: 'lan', revokedFor: 'lost', revokedNote: 'Mất' }
				});
				await tx.awardCertificate.create({
					data: { ...first, id: idOf(at), code: certificateCode(idOf(at)), replacesId: idOf(at - 1) }
				});
			}
		});
		expect(await openBadge(database.read, certificateCode(idOf(19)), ORIGIN)).toBeNull();
		expect(await bit(3 * 16)).toBe(1);
		expect(await bit(1 * 16)).toBe(0);
		expect(await openBadge(database.read, an!.code, ORIGIN)).not.toBeNull();
	});

	it('is not there for what does not exist', async () => {
		expect(await openBadge(here.database.read, '0'.repeat(13), ORIGIN)).toBeNull();
		expect(await statusList(here.database.read, newId(), ORIGIN, new Date())).toBeNull();
	});
});
