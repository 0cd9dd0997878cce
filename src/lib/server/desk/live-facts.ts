import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { factsOf, liveRound, type LiveRound, type RoundFacts } from '#lib/server/judging/round-facts.ts';

export interface LiveFacts {
	readonly live: LiveRound;
	readonly facts: RoundFacts;
}

/** A round as it is committed now with what its sheets are held against. Refuses with `not_found`. */
export async function liveFacts(read: Tx, roundId: string): Promise<LiveFacts> {
	const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live) throw new Refusal('not_found');
	return { live, facts: await factsOf(read, live) };
}
