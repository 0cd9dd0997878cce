import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope } from '#lib/server/contest/scope.ts';

/**
 * Records that a unit has opened its link, once. Sent by the page's script and not by its GET, because messengers fetch
 * every link that somebody pastes.
 */
export const openInvitation = command({
	action: 'invitation.open',
	input: v.object({}),
	async scope(tx, _, actor) {
		if (actor.kind !== 'invitation') throw new Refusal('forbidden');
		return { ...(await contestScope(tx, actor.contestId)), invitationId: actor.invitationId };
	},
	async run({ tx, actor, audit, publish, scope }) {
		const subjectId = actor.kind === 'invitation' ? actor.invitationId : '';
		const invitation = await tx.teamInvitation.findUnique({ where: { id: subjectId } });
		if (!invitation || invitation.revokedAt) throw new Refusal('registration_link_dead');
		const earlier = await tx.auditEntry.findFirst({
			where: {
				subjectKind: 'invitation',
				subjectId,
				action: 'invitation.open',
				at: { gte: invitation.createdAt }
			}
		});
		if (!earlier) {
			audit({ subjectKind: 'invitation', subjectId, after: { opened: true } });
			publish({ kind: 'contest.changed', contestId: scope.contestId! });
		}
		return { first: !earlier };
	}
});
