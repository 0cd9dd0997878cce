import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { certificateId, certificateScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { assertLawful, revocationFields, type Revocation } from './revocation-fields.ts';
import { goodCertificate } from './standing-certificate.ts';

interface Revoked {
	readonly id: string;
	readonly recipientId: string;
}

/** Takes certificates away, with their numbers: those stay in the book, marked. */
async function takeAway(context: Context, certificates: readonly Revoked[], revocation: Revocation) {
	const { tx, at, actor, audit } = context;
	const { for: why, number, on, recovery, reason } = revocation;
	await tx.awardCertificate.updateMany({
		where: { id: { in: certificates.map(({ id }) => id) } },
		data: {
			...{ revokedAt: at, revokedBy: actorId(actor), revokedFor: why, revokedNote: reason },
			...{ revokedNumber: number, revokedOn: on, recovery }
		}
	});
	await tx.awardNumber.updateMany({
		where: { recipientId: { in: certificates.map(({ recipientId }) => recipientId) }, voidedAt: null },
		data: { voidedAt: at, voidedWhy: why }
	});
	for (const { id } of certificates) {
		audit({
			subjectKind: 'award-certificate',
			subjectId: id,
			before: { revokedFor: null },
			after: { revokedFor: why, number, on, recovery },
			reason
		});
	}
}

/** Takes an honour away: by the law, or because the result that it was given for changed. Nothing is deleted. */
export const revokeCertificate = command({
	action: 'award-certificate.revoke',
	input: v.object({ certificate: certificateId, ...revocationFields }),
	scope: certificateScope,
	async run(context, { certificate, ...revocation }) {
		assertLawful(revocation, context.at);
		await takeAway(context, [await goodCertificate(context.tx, certificate)], revocation);
		return {};
	}
});
