import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';
import { certificateScope } from '../proof/certificate-scope.ts';
import { issuedFile } from './issued-file.ts';
import { signedIssued, type NotSigned } from './signed-pdf.ts';
import { storeSigned } from './store-signed.ts';

interface By {
	readonly actor: Actor;
	readonly key?: string | undefined;
	readonly requestId?: string | undefined;
}

const NO: Readonly<Record<NotSigned, string>> = {
	rewritten: 'proof_signed_rewritten',
	redrawn: 'proof_signed_redrawn',
	unsigned: 'proof_signed_unsigned',
	'not-whole': 'proof_signed_not_whole',
	'other-bytes': 'proof_signed_other_bytes',
	unreadable: 'proof_signed_unreadable',
	weak: 'proof_signed_weak',
	bad: 'proof_signed_bad'
};

/** Takes a file that was signed elsewhere: the issued one, byte for byte, with good signatures behind it. */
export async function sendSigned(
	database: Database,
	{ certificate, file }: { readonly certificate: string; readonly file: KeptFile | null },
	{ actor, key, requestId }: By
): Promise<Outcome<unknown>> {
	try {
		if (file?.type !== 'pdf') throw fieldRefusal('file', file ? 'proof_signed_pdf' : 'paper_none');
		const scope = await certificateScope(database.read, { certificate }, 'award-certificate.sign');
		if (!may(actor, 'award-certificate.sign', scope)) throw new Refusal('forbidden');
		const issued = await issuedFile(database, certificate);
		const signatures = signedIssued(issued.bytes, file.bytes);
		if (typeof signatures === 'string') throw fieldRefusal('file', NO[signatures]);
		const command = storeSigned(file, { how: 'outside', sourceHash: issued.hash, signatures });
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
