import type { Actor } from '#lib/domain/access/actor.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';
import { certificateFile, OtherFile } from '../issue/certificate-file.ts';
import { factsOf } from '../proof/proven-fields.ts';
import { signatureBehind } from './signed-pdf.ts';
import { storeSigned } from './store-signed.ts';

interface By {
	readonly actor: Actor;
	readonly key?: string | undefined;
	readonly requestId?: string | undefined;
}

const NO: Readonly<Record<string, string>> = {
	rewritten: 'proof_signed_rewritten',
	unsigned: 'proof_signed_unsigned',
	'not-whole': 'proof_signed_not_whole',
	'other-bytes': 'proof_signed_other_bytes'
};

/** A certificate's issued file, made anew. Refuses where there is no such certificate, or other bytes come out. */
export async function issuedFile(database: Database, id: string) {
	const row = await database.read.awardCertificate.findUnique({ where: { id } });
	if (!row) throw new Refusal('not_found');
	try {
		return {
			bytes: await certificateFile(database.read, { ...row, facts: factsOf(row) }),
			hash: row.fileHash
		};
	} catch (error) {
		if (error instanceof OtherFile) throw new Refusal('proof_file_differs');
		throw error;
	}
}

/** Takes a file that was signed elsewhere: the issued one, byte for byte, with a signature behind it. */
export async function sendSigned(
	database: Database,
	{ certificate, file }: { readonly certificate: string; readonly file: KeptFile | null },
	{ actor, key, requestId }: By
): Promise<Outcome<unknown>> {
	try {
		if (file?.type !== 'pdf') throw fieldRefusal('file', file ? 'proof_signed_pdf' : 'paper_none');
		const issued = await issuedFile(database, certificate);
		const signature = signatureBehind(issued.bytes, file.bytes);
		if (typeof signature === 'string') throw fieldRefusal('file', NO[signature]!);
		const command = storeSigned(file, { how: 'outside', sourceHash: issued.hash, ...signature });
		return await execute(database, command, {
			actor,
			key,
			requestId,
			input: { certificate, hash: file.hash }
		});
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}
