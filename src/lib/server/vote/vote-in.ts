import type { Scope } from '#lib/domain/access/actor.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import { mayStep, stateAt, type VoteStep } from '#lib/domain/vote/vote-state.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Where a vote stands. Refuses with `not_found`. */
export async function voteScope(tx: Tx, voteId: string): Promise<Scope> {
	const vote = await tx.audienceVote.findUnique({ where: { id: voteId }, select: { roundId: true } });
	if (!vote) throw new Refusal('not_found');
	return roundScope(tx, vote.roundId);
}

/** The vote for a step that may be taken at the command's moment; refuses where it may not. */
export async function voteFor({ tx, at }: Pick<Context, 'tx' | 'at'>, voteId: string, step: VoteStep) {
	const vote = await tx.audienceVote.findUniqueOrThrow({ where: { id: voteId } });
	if (!mayStep(vote, step, at)) throw new Refusal(`vote_state_${stateAt(vote, at)}`);
	return vote;
}

type FoundVote = Awaited<ReturnType<typeof voteFor>>;

interface Changed {
	readonly before: object;
	readonly after: object;
	readonly reason?: string;
}

/** Writes a vote's new state, its line in the audit log, and tells hall, phones and desks after the commit. */
export async function changeVote(
	{ tx, audit, publish }: Context,
	vote: Pick<FoundVote, 'id' | 'contestId' | 'roundId'>,
	data: Partial<Omit<FoundVote, 'id'>>,
	{ before, after, reason }: Changed
): Promise<void> {
	await tx.audienceVote.update({ where: { id: vote.id }, data });
	audit({
		subjectKind: 'audience-vote',
		subjectId: vote.id,
		before,
		after,
		...(reason ? { reason } : {})
	});
	publish({ kind: 'vote.changed', contestId: vote.contestId, roundId: vote.roundId });
}

export const by = ({ actor }: Pick<Context, 'actor'>): string => actorId(actor);
