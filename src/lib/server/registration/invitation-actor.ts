import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { hashOf, isSecret } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';

export type InvitationActor = Extract<Actor, { kind: 'invitation' }>;

/** The unit that a registration link acts for; anonymous where the link was replaced, revoked or never was. */
export async function invitationActor(read: Tx, token: string): Promise<InvitationActor | typeof ANONYMOUS> {
	// A token is 27 letters (160 bits); nothing else is worth a query.
	if (!isSecret(token)) return ANONYMOUS;
	const invitation = await read.teamInvitation.findUnique({ where: { tokenHash: hashOf(token) } });
	if (!invitation || invitation.revokedAt) return ANONYMOUS;
	const unit = await read.unit.findUniqueOrThrow({
		where: { id: invitation.unitId },
		select: { name: true }
	});
	return {
		kind: 'invitation',
		invitationId: invitation.id,
		unitId: invitation.unitId,
		contestId: invitation.contestId,
		name: unit.name
	};
}

/** Wrong links from one address: thirty in ten minutes, so that a hall behind one router is never shut out by a typo. */
const wrongLinks = rateLimit({ allowed: 30, windowMs: 10 * 60_000 });

/**
 * Like invitationActor, but counts wrong links by address: `waitSeconds` is more than 0 where too many came from it.
 * A right link is always let in, whoever else guesses from the same address.
 */
export async function linkHolder(
	read: Tx,
	token: string,
	address: string,
	now: Date
): Promise<{ actor: InvitationActor | typeof ANONYMOUS; waitSeconds: number }> {
	const actor = await invitationActor(read, token);
	if (actor.kind === 'invitation') return { actor, waitSeconds: 0 };
	return { actor, waitSeconds: wrongLinks.take(address, now.getTime()) };
}
