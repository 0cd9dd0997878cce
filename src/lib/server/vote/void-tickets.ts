import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, whole } from '#lib/server/contest/input.ts';
import { by, voteScope } from './vote-in.ts';

/**
 * vote.ticket: voids the tickets from one number to another that nobody has voted with. Those with a vote stay: it is in the box, and
 * nobody may be able to find it there.
 */
export const voidTickets = command({
	action: 'vote.ticket',
	input: v.pipe(
		v.object({ voteId: id, from: whole(1, 999_999), to: whole(1, 999_999), reason }),
		v.check(({ from, to }) => from <= to, 'vote_numbers_order')
	),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, { voteId, from, to, reason: why }) {
		const { tx, at, audit } = ctx;
		const vote = await tx.audienceVote.findUniqueOrThrow({ where: { id: voteId } });
		if (!['draft', 'open', 'closed'].includes(vote.state)) throw new Refusal(`vote_state_${vote.state}`);
		const range = { voteId, number: { gte: from, lte: to } };
		const kept = await tx.audienceTicket.count({ where: { ...range, hasVoted: true } });
		const { count } = await tx.audienceTicket.updateMany({
			where: { ...range, hasVoted: false, voidedAt: null },
			data: { voidedAt: at, voidedBy: by(ctx), voidReason: why }
		});
		if (count === 0) throw new Refusal('vote_tickets_none');
		audit({
			subjectKind: 'audience-tickets',
			subjectId: voteId,
			after: { from, to, voided: count, kept },
			reason: why
		});
		return { voided: count, kept };
	}
});
