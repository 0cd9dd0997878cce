import * as v from 'valibot';
import { candidates, type Standing } from '#lib/domain/vote/candidates.ts';
import { stateAt } from '#lib/domain/vote/vote-state.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, whole } from '#lib/server/contest/input.ts';
import { voteEntrants } from './entrants.ts';
import { by, changeVote, voteFor, voteScope } from './vote-in.ts';

/** Minutes until a vote closes by itself; empty or 0: when somebody closes it. */
const minutes = v.pipe(
	v.optional(v.nullable(v.union([v.number(), v.string()])), null),
	v.transform((value) => (value === '' ? null : value)),
	v.nullable(whole(0, 24 * 60))
);

const inMinutes = (at: Date, count: number | null) =>
	count ? new Date(at.getTime() + count * 60_000) : null;

/** vote.run: opens a vote. Who stands is fixed here and stays. */
export const openVote = command({
	action: 'vote.run',
	input: v.object({ voteId: id, minutes }),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, input) {
		const { tx, at } = ctx;
		const vote = await voteFor(ctx, input.voteId, 'open');
		const round = await tx.round.findUniqueOrThrow({ where: { id: vote.roundId }, select: { state: true } });
		if (round.state === 'configured') throw new Refusal('vote_round_not_open');
		if (round.state === 'published') throw new Refusal('vote_round_published');
		const stand = candidates(
			await voteEntrants(tx, vote.roundId),
			vote.standing as Standing,
			JSON.parse(vote.candidates) as string[]
		);
		if (stand.length < 2) throw new Refusal('vote_few_candidates');
		const closesAt = inMinutes(at, input.minutes);
		await changeVote(
			ctx,
			vote,
			{ state: 'open', candidates: JSON.stringify(stand), openedAt: at, openedBy: by(ctx), closesAt },
			{ before: { state: 'draft' }, after: { state: 'open', candidates: stand, closesAt } }
		);
		return { closesAt };
	}
});

/** vote.run: closes a vote, at once or after so many seconds that hall and phones count down; the same again moves the end. */
export const closeVote = command({
	action: 'vote.run',
	input: v.object({ voteId: id, seconds: v.optional(whole(0, 3600), 0) }),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, { voteId, seconds }) {
		const { at } = ctx;
		const vote = await voteFor(ctx, voteId, 'close');
		const before = { state: 'open', closesAt: vote.closesAt };
		if (seconds > 0) {
			const closesAt = new Date(at.getTime() + seconds * 1000);
			await changeVote(ctx, vote, { closesAt }, { before, after: { state: 'open', closesAt } });
			return { closesAt };
		}
		const data = { state: 'closed', closesAt: null, closedAt: at, closedBy: by(ctx) };
		await changeVote(ctx, vote, data, { before, after: { state: 'closed', received: vote.received } });
		return { closesAt: null };
	}
});

/** vote.reopen: opens a vote again whose votes nobody has counted, with a reason. The same teams stand. */
export const reopenVote = command({
	action: 'vote.reopen',
	input: v.object({ voteId: id, minutes, reason }),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, input) {
		const { tx, at } = ctx;
		const vote = await voteFor(ctx, input.voteId, 'reopen');
		const round = await tx.round.findUniqueOrThrow({ where: { id: vote.roundId }, select: { state: true } });
		if (round.state === 'published') throw new Refusal('vote_round_published');
		const closesAt = inMinutes(at, input.minutes);
		await changeVote(
			ctx,
			vote,
			{ state: 'open', closesAt, closedAt: null, closedBy: null, reason: input.reason },
			{
				before: { state: 'closed', closedAt: vote.closedAt ?? vote.closesAt },
				after: { state: 'open', closesAt },
				reason: input.reason
			}
		);
		return { closesAt };
	}
});

/** vote.abandon: gives a vote up, with a reason: then people record the prize by hand, and nothing of the box counts. */
export const abandonVote = command({
	action: 'vote.abandon',
	input: v.object({ voteId: id, reason }),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, input) {
		const vote = await voteFor(ctx, input.voteId, 'abandon');
		if (vote.decisionId) throw new Refusal('vote_recorded');
		await changeVote(
			ctx,
			vote,
			{ state: 'abandoned', closesAt: null, reason: input.reason },
			{
				before: { state: stateAt(vote, ctx.at), received: vote.received },
				after: { state: 'abandoned' },
				reason: input.reason
			}
		);
		return { voteId: vote.id };
	}
});
