import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { isOpen } from './deadline.ts';

/** What the link allows now. A returned team may be corrected after the deadline: the organizer asked for it. */
export async function assertLinkMayWrite({ tx, actor, at }: Context, teamId: string | null) {
	if (actor.kind !== 'invitation') throw new Refusal('forbidden');
	const invitation = await tx.teamInvitation.findUnique({
		where: { id: actor.invitationId },
		include: { contest: true }
	});
	// Read again in the transaction: the link may have been revoked since the page was asked for.
	if (!invitation || invitation.revokedAt) throw new Refusal('registration_link_dead');
	const team = teamId
		? await tx.team.findUniqueOrThrow({
				where: { id: teamId },
				include: { entries: { select: { round: { select: { state: true } } } } }
			})
		: null;
	if (!isOpen(invitation.contest, at) && team?.status !== 'returned')
		throw new Refusal('registration_closed');
	if (team) {
		if (team.withdrawnAt) throw new Refusal('registration_withdrawn');
		const opened = team.entries.some(({ round }) => round.state !== 'configured');
		if (opened || (team.entries.length > 0 && team.status !== 'returned'))
			throw new Refusal('registration_placed');
	} else {
		const made = await tx.team.count({ where: { invitationId: invitation.id, withdrawnAt: null } });
		if (made >= invitation.maxTeams)
			throw new Refusal('registration_all_teams', { most: invitation.maxTeams });
	}
	return { invitation, team };
}
