import { createHash } from 'node:crypto';
import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import type { SignatureFacts } from '#lib/domain/honours/signature.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';
import { certificateScope } from '../proof/certificate-scope.ts';
import { cmsOver } from './cms/make-cms.ts';
import { issuedFile } from './issued-file.ts';
import type { SentP12 } from './p12/p12-in.ts';
import { signingKey, type SigningKey } from './p12/signing-key.ts';
import { addSignature } from './pdf/add-signature.ts';
import { factsOfSignature } from './signature-facts.ts';
import { signedIssued } from './signed-pdf.ts';
import { isSignedBy, ownCertificate, storeSigned } from './store-signed.ts';

export interface By {
	readonly actor: Actor;
	readonly requestId?: string | undefined;
	/** The server's clock; tests pass their own. */
	readonly at?: Date;
}

/** What a signature takes beside the certificates in it: its own bytes, names, attributes. */
const BESIDE = 2048;

interface Signed {
	readonly bytes: Buffer;
	readonly signatures: readonly SignatureFacts[];
}

/** An issued file with a signature behind it, read back and checked like anybody else's. */
export async function signedFile(issued: Uint8Array, key: SigningKey, at: Date): Promise<Signed> {
	const { certificate, others } = key;
	const room = [certificate.bytes, ...others].reduce((sum, one) => sum + one.length, BESIDE);
	const name = certificate.subjectName ?? certificate.subjectOrganization ?? '';
	const bytes = await addSignature(issued, { name, at, room, sign: (pieces) => cmsOver(pieces, key) });
	const signatures = signedIssued(issued, bytes);
	if (typeof signatures === 'string') throw new Error(`a signature made here is ${signatures}`);
	return { bytes, signatures };
}

function keptAs(bytes: Buffer, code: string): KeptFile {
	const hash = createHash('sha256').update(bytes).digest('hex');
	return { type: 'pdf', bytes: new Uint8Array(bytes), hash, fileName: `${code}-da-ky.pdf` };
}

/** Signs one certificate's file by a key that is open already, and keeps it. Throws a `Refusal`. */
export async function signByKey(database: Database, id: string, key: SigningKey, by: By): Promise<void> {
	const at = by.at ?? new Date();
	await ownCertificate(database.read, id);
	if (await isSignedBy(database.read, id, factsOfSignature(key.certificate, at).serial)) return;
	const issued = await issuedFile(database, id);
	const { bytes, signatures } = await signedFile(issued.bytes, key, at);
	const file = keptAs(bytes, issued.code);
	const command = storeSigned(file, { how: 'own', sourceHash: issued.hash, signatures });
	const { actor, requestId } = by;
	const input = { certificate: id, hash: file.hash };
	const outcome = await execute(database, command, { actor, requestId, input, at });
	if (!outcome.ok) throw outcome.refusal;
}

/**
 * Signs a certificate by an organizer's own P12, which is used here and forgotten. Signed by the same key before, nothing changes.
 * Throws a `Refusal`.
 */
export async function signOwn(
	database: Database,
	{ certificate, p12 }: { certificate: string; p12: SentP12 },
	by: By
) {
	const scope = await certificateScope(database.read, { certificate }, 'award-certificate.sign');
	if (!may(by.actor, 'award-certificate.sign', scope)) throw new Refusal('forbidden');
	await ownCertificate(database.read, certificate);
	await signByKey(database, certificate, await signingKey(p12, by.at ?? new Date()), by);
}
