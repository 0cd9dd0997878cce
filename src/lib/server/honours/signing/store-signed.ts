import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { signersOf, type SignatureFacts } from '#lib/domain/honours/signature.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';
import { keepFile } from '#lib/server/papers/store-file.ts';
import { certificateId, decidingScope } from '../proof/certificate-scope.ts';
import { goodCertificate } from '../revocation/standing-certificate.ts';
import { signaturesOf } from './signature-facts.ts';

interface Signed {
	readonly how: 'own' | 'outside';
	/** SHA-256 of the issued file that was signed. */
	readonly sourceHash: string;
	readonly signatures: readonly SignatureFacts[];
}

/** Whether a certificate's file was signed here by this key already: signing again would only make another file. */
export async function isSignedBy(read: Tx, certificateId: string, serial: string): Promise<boolean> {
	const own = await read.signedCertificate.findMany({
		where: { certificateId, how: 'own' },
		select: { signatures: true }
	});
	return own.some((one) => signaturesOf(one).some((signature) => signature.serial === serial));
}

/** A certificate that an organizer may sign by their own key: still good, and of the kind that is theirs. */
export async function ownCertificate(read: Tx, id: string) {
	const certificate = await goodCertificate(read, id);
	const { kind } = await read.awardDecision.findUniqueOrThrow({
		where: { id: certificate.decisionId },
		select: { kind: true }
	});
	if (kind !== 'certificate') throw new Refusal('sign_state_kind');
	return certificate;
}

/**
 * Keeps a certificate's signed file: from now on the public page knows it. The same file again changes nothing, nor does
 * another one that the same key signed here.
 */
export const storeSigned = (file: KeptFile, { how, sourceHash, signatures }: Signed) =>
	command({
		action: 'award-certificate.sign',
		input: v.object({ certificate: certificateId, hash: v.literal(file.hash) }),
		scope: decidingScope,
		async run({ tx, at, actor, newId, audit }, { certificate: id, hash }) {
			const { fileHash } = how === 'own' ? await ownCertificate(tx, id) : await goodCertificate(tx, id);
			if (fileHash !== sourceHash) throw new Refusal('proof_changed');
			const same = { certificateId: id, hash };
			if (await tx.signedCertificate.findFirst({ where: same, select: { id: true } })) return {};
			if (how === 'own' && (await isSignedBy(tx, id, signatures[0]!.serial))) return {};
			await keepFile(tx, file, at);
			await tx.signedCertificate.create({
				data: {
					...{ id: newId(), ...same, how, sourceHash, fileName: file.fileName, at },
					...{ signer: signersOf(signatures), signatures: JSON.stringify(signatures) },
					byName: nameOfActor(actor)
				}
			});
			audit({
				subjectKind: 'award-certificate',
				subjectId: id,
				after: { signed: hash, how, signatures, sourceHash }
			});
			return {};
		}
	});
