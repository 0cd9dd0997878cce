import { TITLE } from '#lib/domain/honours/certificate-words.ts';
import { breakable } from '#lib/domain/honours/fit-text.ts';
import { base64url, signedText } from '#lib/domain/honours/offline-proof.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { publishedKeys } from '../keys/published-keys.ts';
import { secretOf } from '../keys/honours-key.ts';
import { factsOf } from '../proof/proven-fields.ts';
import { encodedList, placeInList, revokedPlaces } from './status-list.ts';

const VC = 'https://www.w3.org/ns/credentials/v2';
const BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** The installation's own name among decentralized identifiers: where its keys are published. */
export const didOf = (origin: string): string => `did:web:${new URL(origin).host.replace(':', '%3A')}`;

/** The document behind it: every key that ever signed, good for what it signed. */
export async function didDocument(read: Tx, origin: string) {
	const did = didOf(origin);
	const keys = await publishedKeys(read);
	return {
		'@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
		id: did,
		verificationMethod: keys.map((key) => ({
			...{ id: `${did}#${key.kid}`, type: 'JsonWebKey', controller: did },
			publicKeyJwk: { kty: key.kty, crv: key.crv, x: key.x, kid: key.kid }
		})),
		assertionMethod: keys.map(({ kid }) => `${did}#${kid}`)
	};
}

interface Key {
	readonly id: string;
	readonly sealedSecret: string;
}

const encoded = (value: unknown) => base64url(new TextEncoder().encode(JSON.stringify(value)));

/** A credential as a signed JWT (EdDSA), as Open Badges 3.0 and W3C's data model ask. */
function signedJwt(
	credential: { readonly id: string; readonly validFrom: string },
	key: Key,
	origin: string
) {
	const did = didOf(origin);
	const header = encoded({ alg: 'EdDSA', typ: 'JWT', kid: `${did}#${key.id}` });
	const nbf = Math.floor(Date.parse(credential.validFrom) / 1000);
	const text = `${header}.${encoded({ ...credential, iss: did, jti: credential.id, nbf })}`;
	return `${text}.${signedText(text, secretOf(key))}`;
}

const listAddress = (origin: string, decisionId: string) => new URL(`/v/status/${decisionId}`, origin).href;

/** A certificate as an Open Badge, with nothing in it but what is printed. Null where there is none, it no longer stands, or was replaced too often to have one. */
export async function openBadge(read: Tx, code: string, origin: string): Promise<string | null> {
	const row = await read.awardCertificate.findUnique({
		where: { code },
		include: {
			key: true,
			recipient: {
				select: { position: true, certificates: { select: { id: true, replacesId: true } } }
			}
		}
	});
	if (!row || row.revokedAt) return null;
	const facts = factsOf(row);
	const id = new URL(`/v/${code}`, origin).href;
	const list = listAddress(origin, row.decisionId);
	const place = placeInList(row.recipient.position, row.recipient.certificates, row.id);
	if (place === null) return null;
	const credential = {
		'@context': [VC, BADGES],
		id,
		type: ['VerifiableCredential', 'OpenBadgeCredential'],
		name: TITLE[facts.kind],
		issuer: { id: didOf(origin), type: ['Profile'], name: facts.issuer },
		validFrom: `${facts.decidedOn}T00:00:00+07:00`,
		credentialSubject: {
			type: ['AchievementSubject'],
			identifier: [
				{
					...{ type: 'IdentityObject', identityType: 'name', hashed: false },
					identityHash: breakable(facts.lines.recipient)
				}
			],
			achievement: {
				...{ id: `${id}#achievement`, type: ['Achievement'], name: TITLE[facts.kind] },
				description: breakable(facts.lines.achievement),
				criteria: { narrative: breakable(facts.lines.achievement) }
			}
		},
		evidence: [{ id, type: ['Evidence'], name: 'PDF', description: `SHA-256 ${row.fileHash}` }],
		credentialStatus: {
			...{ id: `${list}#${place}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
			...{ statusListIndex: String(place), statusListCredential: list }
		}
	};
	return signedJwt(credential, row.key, origin);
}

/** The list that says which of a decision's badges no longer stand, signed. Null where there is nothing to say. */
export async function statusList(
	read: Tx,
	decisionId: string,
	origin: string,
	now: Date
): Promise<string | null> {
	const revoked = await revokedPlaces(read, decisionId);
	const key = await read.honoursKey.findFirst({ where: { retiredAt: null }, orderBy: { id: 'desc' } });
	if (!revoked || !key) return null;
	const id = listAddress(origin, decisionId);
	const credential = {
		'@context': [VC],
		id,
		type: ['VerifiableCredential', 'BitstringStatusListCredential'],
		issuer: didOf(origin),
		validFrom: now.toISOString(),
		credentialSubject: {
			...{ id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation' },
			encodedList: encodedList(revoked)
		}
	};
	return signedJwt(credential, key, origin);
}
