import * as v from 'valibot';
import { RECOVERY_STATES, takesAway, type RevocationReason } from '#lib/domain/honours/standing.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { optionalText } from '#lib/server/contest/input.ts';
import { certificateId, decidingScope } from '#lib/server/honours/proof/certificate-scope.ts';

/** Writes down whether a paper that was taken away came back. */
export const setRecovery = command({
	action: 'award-certificate.revoke',
	input: v.object({
		certificate: certificateId,
		recovery: v.picklist(RECOVERY_STATES, 'field_required'),
		note: optionalText(500)
	}),
	scope: decidingScope,
	async run({ tx, audit }, { certificate: id, recovery, note }) {
		const before = await tx.awardCertificate.findUniqueOrThrow({
			where: { id },
			select: { recovery: true, revokedFor: true }
		});
		if (!before.revokedFor || !takesAway(before.revokedFor as RevocationReason)) {
			throw new Refusal('proof_not_revoked');
		}
		if (before.recovery === recovery) return {};
		await tx.awardCertificate.update({ where: { id }, data: { recovery } });
		audit({
			subjectKind: 'award-certificate',
			subjectId: id,
			before: { recovery: before.recovery },
			after: { recovery },
			reason: note ?? undefined
		});
		return {};
	}
});
