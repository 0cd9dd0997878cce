import type { RoundState } from '#lib/domain/contest/states.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { factsOf, liveRound, type LiveRound, type RoundFacts } from './round-facts.ts';

interface OpenRound {
	readonly live: LiveRound;
	readonly facts: RoundFacts;
}

/** The round as it is committed now. Refuses with `not_found`, and where it is in none of `states`. */
export async function roundIn(tx: Tx, roundId: string, states: readonly RoundState[]): Promise<OpenRound> {
	const live = await tx.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live) throw new Refusal('not_found');
	if (!states.includes(live.state as RoundState)) throw new Refusal('judging_round_not_open');
	return { live, facts: await factsOf(tx, live) };
}

/** Grows the round's version, so that boards and desks see the change, and tells them after the commit. */
export async function roundChanged(context: Context, round: LiveRound): Promise<void> {
	await context.tx.round.update({ where: { id: round.id }, data: { version: { increment: 1 } } });
	context.publish({ kind: 'round.changed', contestId: round.contestId, roundId: round.id });
}

/** Refuses with `not_found` where the team is not one of the round's. */
export function teamIn({ facts }: OpenRound, teamId: string) {
	const team = facts.teams.get(teamId);
	if (!team) throw new Refusal('judging_unknown_team');
	return team;
}
