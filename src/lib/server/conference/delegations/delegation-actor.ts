import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { hashOf, isSecret } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';

export type DelegationActor = Extract<Actor, { kind: 'delegation' }>;

/** The unit that a conference's link acts for; anonymous where the link was replaced, revoked or never was. */
export async function delegationActor(read: Tx, token: string): Promise<DelegationActor | typeof ANONYMOUS> {
	// A token is 27 letters (160 bits); nothing else is worth a query.
	if (!isSecret(token)) return ANONYMOUS;
	const delegation = await read.delegation.findUnique({
		where: { linkHash: hashOf(token) },
		include: { unit: { select: { name: true } } }
	});
	if (!delegation || delegation.linkRevokedAt) return ANONYMOUS;
	return {
		kind: 'delegation',
		delegationId: delegation.id,
		unitId: delegation.unitId,
		conferenceId: delegation.conferenceId,
		name: delegation.unit.name
	};
}

/** Wrong links from one address: thirty in ten minutes, so that a house behind one router is never shut out by a typo. */
const wrongLinks = rateLimit({ allowed: 30, windowMs: 10 * 60_000 });
/** Writes behind one link: far more than a delegation has people, far fewer than a script makes. */
const writes = rateLimit({ allowed: 240, windowMs: 10 * 60_000 });

export interface LinkHolder {
	readonly actor: DelegationActor | typeof ANONYMOUS;
	/** More than 0 where too many wrong links came from one address, or too many writes by one link. */
	readonly waitSeconds: number;
}

/** Who holds a link, for a look. A right link is always let in, whoever else guesses from the same address. */
export async function delegationHolder(
	read: Tx,
	token: string,
	address: string,
	now: Date
): Promise<LinkHolder> {
	const actor = await delegationActor(read, token);
	if (actor.kind === 'delegation') return { actor, waitSeconds: 0 };
	return { actor, waitSeconds: wrongLinks.take(address, now.getTime()) };
}

/** The same, before something is written. */
export async function delegationWriter(
	read: Tx,
	token: string,
	address: string,
	now: Date
): Promise<LinkHolder> {
	const holder = await delegationHolder(read, token, address, now);
	if (holder.actor.kind !== 'delegation') return holder;
	return { ...holder, waitSeconds: writes.take(holder.actor.delegationId, now.getTime()) };
}
