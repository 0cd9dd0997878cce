import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { reason } from '#lib/server/contest/input.ts';
import { certificateId, decidingScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { goodCertificate } from './standing-certificate.ts';

/** A certificate still holds although the result that it was given for has another version. */
export const keepDoubted = command({
	action: 'award-certificate.revoke',
	input: v.object({ certificate: certificateId, reason }),
	scope: decidingScope,
	async run({ tx, audit }, { certificate: id, reason: why }) {
		const { doubtedAt, doubtedWhy } = await goodCertificate(tx, id);
		if (!doubtedAt) throw new Refusal('proof_not_doubted');
		await tx.awardCertificate.update({ where: { id }, data: { doubtedAt: null, doubtedWhy: null } });
		audit({
			subjectKind: 'award-certificate',
			subjectId: id,
			before: { doubtedWhy },
			after: { doubtedWhy: null },
			reason: why
		});
		return {};
	}
});
