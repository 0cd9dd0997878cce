import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** The certificate, still good. Refuses where another took its place, or where it was taken away. */
export async function goodCertificate(tx: Tx, certificateId: string) {
	const certificate = await tx.awardCertificate.findUniqueOrThrow({
		where: { id: certificateId },
		include: { replacedBy: { select: { id: true } } }
	});
	if (certificate.replacedBy) throw new Refusal('proof_replaced');
	if (certificate.revokedAt) throw new Refusal('proof_revoked_already');
	return certificate;
}
