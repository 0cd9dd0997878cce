import { compareGoingOn, compareRound, type Difference } from './compare.ts';
import { countGoingOn, readDecisions } from './going-on.ts';
import { comparePrizes } from './prizes.ts';
import { Box, NotCounted } from './reading.ts';
import { countRound } from './round.ts';
import { readStage } from './rules.ts';
import { readSheet } from './sheet.ts';

export interface Recount {
	readonly differences: readonly Difference[];
	/** The rule that this version does not know, as far as it went; null where everything was counted. */
	readonly notCounted: string | null;
}

/**
 * Counts a published result (format kheo-result) anew from its own rules and sheet, and who goes on from `cut`: the other
 * rounds of the stage and what people decided. Null: nobody was told to go on.
 */
export function recountResult(content: unknown, cut: unknown): Recount {
	const differences: Difference[] = [];
	try {
		const result = new Box(content, 'result');
		const stage = readStage(result.box('stage'));
		const own = countRound(stage, readSheet(result.box('sheet')));
		differences.push(...compareRound(result.raw('standings'), own, 'result.standings'));
		if (result.has('prizes')) {
			const rules = result.box('stage').box('prizes', {});
			differences.push(...comparePrizes(rules, result.box('prizes'), own));
		}
		if (!result.has('qualification') || cut === null) return { differences, notCounted: null };
		const from = new Box(cut, 'cut').only('otherRounds', 'decisions', 'clusterKeys');
		const names = from.box('clusterKeys', {});
		const named = (clusterId: string | null) => ({
			clusterId,
			clusterKey: clusterId === null ? null : names.textOrNull(clusterId)
		});
		const others = from.boxes('otherRounds').map((other) => {
			other.only('roundId', 'clusterId', 'stage', 'sheet');
			const rules = other.has('stage') ? readStage(other.box('stage')) : stage;
			const round = countRound(rules, readSheet(other.box('sheet')));
			return { ...named(other.textOrNull('clusterId')), round };
		});
		const clusters = [{ ...named(own.clusterId), round: own }, ...others];
		const goingOn = countGoingOn(stage, clusters, readDecisions(from.box('decisions')));
		differences.push(...compareGoingOn(result.raw('qualification'), goingOn, 'result.qualification'));
	} catch (error) {
		if (error instanceof NotCounted) return { differences, notCounted: error.at };
		throw error;
	}
	return { differences, notCounted: null };
}
