import { drawOrder } from '#lib/domain/contest/draw.ts';

/** Lots drawn to separate tied teams: the first id drew the better place. Drawn for exactly the tied teams, or once for all. */
export interface Lots {
	readonly order: readonly string[];
}

/** The seed of a round's draw, once it has been shown. */
export interface DrawnSeed {
	readonly roundId: string;
	readonly seed: string;
}

/** The lots that a round's seed gives these teams, best first; `kheo draw SEED ROUND TEAM...` gives the same. */
export function lotsFromSeed({ seed, roundId }: DrawnSeed, teamIds: readonly string[]): string[] {
	return drawOrder(seed, { roundId, partKey: null }, teamIds);
}
