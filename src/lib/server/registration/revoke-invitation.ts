import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';

/** Stops a unit's link at once. What the unit has sent stays. */
export const revokeInvitation = command({
	action: 'invitation.revoke',
	input: v.object({ invitationId: id, reason: optionalText(500) }),
	async scope(tx, { invitationId }) {
		const invitation = await tx.teamInvitation.findUnique({
			where: { id: invitationId },
			select: { contestId: true }
		});
		if (!invitation) throw new Refusal('not_found');
		return contestScope(tx, invitation.contestId);
	},
	async run({ tx, at, scope, audit, publish }, { invitationId, reason }) {
		const before = await tx.teamInvitation.findUniqueOrThrow({ where: { id: invitationId } });
		if (before.revokedAt) throw new Refusal('registration_already_revoked');
		await tx.teamInvitation.update({ where: { id: invitationId }, data: { revokedAt: at } });
		audit({
			subjectKind: 'invitation',
			subjectId: invitationId,
			before: { revokedAt: null },
			after: { revokedAt: at },
			reason: reason ?? undefined
		});
		publish({ kind: 'contest.changed', contestId: scope.contestId! });
		return { invitationId };
	}
});
