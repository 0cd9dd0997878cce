import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { compareGoingOn, compareRound, type Difference } from '../../src/recount/compare.ts';
import { countContest } from '../../src/recount/contest.ts';

/** Counts a contest by both implementations: everything in which they differ, and what happened in it. */
export function countedTwice(pkg: ContestPackage): {
	readonly differences: readonly Difference[];
	readonly ties: number;
	readonly open: number;
	readonly states: readonly string[];
} {
	const result = tabulatePackage(pkg);
	const counted = countContest(JSON.parse(JSON.stringify(pkg)));
	const differences = [
		...result.rounds.flatMap(({ standings }, index) => compareRound(standings, counted.rounds[index]!)),
		...result.stages.flatMap(({ qualification }, index) =>
			compareGoingOn(qualification, counted.stages[index]!.goingOn)
		)
	];
	return {
		differences,
		ties: result.rounds.reduce((sum, { standings }) => sum + standings.ties.length, 0),
		open: result.rounds.reduce((sum, { standings }) => sum + standings.unresolved.length, 0),
		states: result.stages.map(({ qualification }) => qualification.state)
	};
}
