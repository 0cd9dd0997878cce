import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal } from '#lib/server/command/refusal.ts';
import { certificateId, decidingScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { voidNumbers } from '../golden-book/numbers.ts';
import { assertLawful, revocationFields, type Revocation } from './revocation-fields.ts';
import { goodCertificate } from './standing-certificate.ts';

interface Revoked {
	readonly id: string;
	readonly recipientId: string;
	readonly decisionId: string;
}

/** Takes certificates away, with their numbers: those stay in the book, marked. */
async function takeAway(context: Context, certificates: readonly Revoked[], revocation: Revocation) {
	const { tx, at, actor, audit, publish } = context;
	const { for: why, number, on, recovery, reason } = revocation;
	await tx.awardCertificate.updateMany({
		where: { id: { in: certificates.map(({ id }) => id) } },
		data: {
			...{ revokedAt: at, revokedBy: actorId(actor), revokedFor: why, revokedNote: reason },
			...{ revokedNumber: number, revokedOn: on, recovery }
		}
	});
	await voidNumbers(
		context,
		certificates.map(({ recipientId }) => recipientId),
		reason
	);
	for (const { id, recipientId, decisionId } of certificates) {
		audit({
			subjectKind: 'award-certificate',
			subjectId: id,
			before: { revokedFor: null },
			after: { revokedFor: why, number, on, recovery },
			reason
		});
		publish({ kind: 'hand-over.changed', awardId: decisionId, recipientIds: [recipientId] });
	}
}

type Annulling = Omit<Revocation, 'for'> & { readonly for: Revocation['for'] | null };

/** Takes away what was issued of a decision that is annulled. Refuses without a ground where anything still stands. */
export async function revokeAllOf(context: Context, decisionId: string, asked: Annulling): Promise<void> {
	const standing = await context.tx.awardCertificate.findMany({
		where: { decisionId, revokedAt: null, replacedBy: null },
		select: { id: true, recipientId: true, decisionId: true }
	});
	if (standing.length === 0) return;
	if (!asked.for) throw fieldRefusal('for', 'proof_ground_needed');
	const revocation = { ...asked, for: asked.for };
	assertLawful(revocation, context.at);
	await takeAway(context, standing, revocation);
}

/** Takes an honour away: by the law, or because the result that it was given for changed. Nothing is deleted. */
export const revokeCertificate = command({
	action: 'award-certificate.revoke',
	input: v.object({ certificate: certificateId, ...revocationFields }),
	scope: decidingScope,
	async run(context, { certificate, ...revocation }) {
		assertLawful(revocation, context.at);
		await takeAway(context, [await goodCertificate(context.tx, certificate)], revocation);
		return {};
	}
});
