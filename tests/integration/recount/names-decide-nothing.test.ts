import { expect, test } from 'vitest';
import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { Chance, randomContest } from '../../support/random-contest.ts';

/** The same contest in which the judges have swapped their ids. */
function renamed(contest: ContestPackage, seed: number): ContestPackage {
	const ids = contest.judges.map(({ id }) => id);
	const others = new Chance(seed).mixed(ids);
	const text = JSON.stringify(contest).replace(/"(J\d+-\d+)"/g, (whole, id: string) => {
		const at = ids.indexOf(id);
		return at === -1 ? whole : `"${others[at]}"`;
	});
	return JSON.parse(text) as ContestPackage;
}

/** Everything that people are told of, without the names of the judges. */
const told = (contest: ContestPackage) => {
	const { rounds, stages } = tabulatePackage(contest);
	return {
		rounds: rounds.map(({ standings }) =>
			standings.rows.map(({ teamId, rank, isShared, total, compared, tieValues, status }) => {
				return { teamId, rank, isShared, total, compared, tieValues, status };
			})
		),
		through: stages.map(({ qualification }) => qualification)
	};
};

test('nothing of a result depends on what the judges are called', () => {
	let dropped = 0;
	for (let seed = 1; seed <= 200; seed += 1) {
		const contest = randomContest(seed);
		if (!contest) continue;
		if (JSON.stringify(contest.rules).includes('"dropHigh"')) dropped += 1;
		expect(told(renamed(contest, seed)), `contest ${seed}`).toEqual(told(contest));
	}
	expect(dropped).toBeGreaterThan(20);
});
