import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';
import { keepFile } from '#lib/server/papers/store-file.ts';
import { certificateId, decidingScope } from '../proof/certificate-scope.ts';
import { goodCertificate } from '../revocation/standing-certificate.ts';

interface Signed {
	readonly how: 'own' | 'outside';
	/** SHA-256 of the issued file that was signed. */
	readonly sourceHash: string;
	readonly signer: string | null;
}

/** Keeps a certificate's signed file: from now on the public page knows it. The same file again changes nothing. */
export const storeSigned = (file: KeptFile, { how, sourceHash, signer }: Signed) =>
	command({
		action: 'award-certificate.sign',
		input: v.object({ certificate: certificateId, hash: v.literal(file.hash) }),
		scope: decidingScope,
		async run({ tx, at, actor, newId, audit }, { certificate: id, hash }) {
			const { fileHash } = await goodCertificate(tx, id);
			if (fileHash !== sourceHash) throw new Refusal('proof_changed');
			const same = { certificateId: id, hash };
			if (await tx.signedCertificate.findFirst({ where: same, select: { id: true } })) return {};
			await keepFile(tx, file, at);
			const signedId = newId();
			const { fileName } = file;
			await tx.signedCertificate.create({
				data: { id: signedId, ...same, how, sourceHash, fileName, signer, byName: nameOfActor(actor), at }
			});
			audit({
				subjectKind: 'award-certificate',
				subjectId: id,
				after: { signed: hash, how, signer, sourceHash }
			});
			return {};
		}
	});
