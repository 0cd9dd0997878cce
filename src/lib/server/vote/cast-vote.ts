import * as v from 'valibot';
import { cast } from '#lib/domain/vote/ballot-box.ts';
import { castingRefusal } from '#lib/domain/vote/vote-state.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { ballotKey, TOKEN_PATTERN } from './ticket-secrets.ts';
import { hashOf } from '#lib/server/auth/secret.ts';

const CastInput = v.object({
	token: v.pipe(v.string(), v.regex(TOKEN_PATTERN, 'vote_ticket_unknown')),
	teamId: v.pipe(v.string('vote_choose'), v.minLength(1, 'vote_choose'), v.maxLength(100)),
	press: id,
	after: whole(0, 9999)
});

/**
 * vote.cast: puts a ticket's vote into the box, or exchanges it. Leaves no entry in the audit log and must be asked without an
 * idempotency key: log and receipts would tell who chose what. What makes a resend harmless lies in the box itself.
 */
export const castVote = command({
	action: 'vote.cast',
	input: CastInput,
	async scope(tx, _, actor) {
		if (actor.kind !== 'ticket') throw new Refusal('forbidden');
		return { ...(await contestScope(tx, actor.contestId)), roundId: actor.roundId, ticketId: actor.ticketId };
	},
	async run({ tx, at, actor }, { token, teamId, press, after }) {
		const ticketId = actor.kind === 'ticket' ? actor.ticketId : '';
		const ticket = await tx.audienceTicket.findUnique({ where: { id: ticketId }, include: { vote: true } });
		// Voided between the page and the press, or somebody else's secret in the form.
		if (!ticket || ticket.voidedAt || ticket.tokenHash !== hashOf(token)) {
			throw new Refusal('vote_ticket_unknown');
		}
		const { vote, voteId, contestId } = ticket;
		const key = ballotKey(token);
		const held = await tx.audienceBallot.findUnique({ where: { key } });
		const casting = cast(held, { teamId, press, after }, vote.mayChange);
		// Whoever did not hear the answer before the vote was closed still hears it.
		if (casting.kind === 'again') return { kind: casting.kind, revision: held!.revision };
		const closed = castingRefusal(vote, at);
		if (closed) throw new Refusal(closed);
		if (!(JSON.parse(vote.candidates) as string[]).includes(teamId)) throw new Refusal('vote_no_candidate');
		if (casting.kind === 'refused') throw new Refusal(casting.code);
		const { kind, ballot } = casting;
		if (kind === 'received') {
			await tx.audienceBallot.create({ data: { key, contestId, voteId, ...ballot } });
			await tx.audienceTicket.update({ where: { id: ticketId }, data: { hasVoted: true } });
			await tx.audienceVote.update({ where: { id: voteId }, data: { received: { increment: 1 } } });
		} else {
			await tx.audienceBallot.update({ where: { key }, data: ballot });
		}
		return { kind, revision: ballot.revision };
	}
});
