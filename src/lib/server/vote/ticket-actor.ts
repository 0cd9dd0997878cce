import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { TOKEN_PATTERN } from './ticket-secrets.ts';

export type TicketActor = Extract<Actor, { kind: 'ticket' }>;

/** Whom a ticket's secret stands for; anonymous where it was voided or never was. */
export async function ticketActor(read: Tx, token: string): Promise<TicketActor | typeof ANONYMOUS> {
	if (!TOKEN_PATTERN.test(token)) return ANONYMOUS;
	const ticket = await read.audienceTicket.findUnique({
		where: { tokenHash: hashOf(token) },
		select: { id: true, voteId: true, contestId: true, voidedAt: true, vote: { select: { roundId: true } } }
	});
	if (!ticket || ticket.voidedAt) return ANONYMOUS;
	const { id: ticketId, voteId, contestId } = ticket;
	return { kind: 'ticket', ticketId, voteId, contestId, roundId: ticket.vote.roundId, name: 'ticket' };
}

const TEN_MINUTES = 10 * 60_000;
/** Wrong links of one address, which may be a whole hall's: a right one is always let in. */
const wrongLinks = rateLimit({ allowed: 300, windowMs: TEN_MINUTES });
/** Forms of one ticket. */
const presses = rateLimit({ allowed: 20, windowMs: 60_000 });

/** Like ticketActor, but counts wrong links by address: `waitSeconds` is more than 0 where too many came from it. */
export async function ticketHolder(read: Tx, token: string, address: string, now: Date) {
	const actor = await ticketActor(read, token);
	if (actor.kind === 'ticket') return { actor, waitSeconds: 0 };
	return { actor, waitSeconds: wrongLinks.take(address, now.getTime()) };
}

/** Seconds to wait before this ticket may send another form; 0 where it may now, which is then counted. */
export const pressed = (ticketId: string, now: Date): number => presses.take(ticketId, now.getTime());
