import { expect, test } from 'vitest';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { comparePrizes } from '../../../src/recount/prizes.ts';
import { countContest } from '../../../src/recount/contest.ts';
import { Box } from '../../../src/recount/reading.ts';
import { Chance, randomContest } from '../../support/random-contest.ts';

test('prizes of random tables come to the same by both counts, and a prize handed to another team is found', () => {
	let decided = 0;
	for (let seed = 1; seed <= 150; seed += 1) {
		const contest = randomContest(seed);
		if (!contest) continue;
		const stage = { ...contest.rules.stages[0]!, prizes: randomTable(new Chance(seed)) };
		const { standings } = tabulatePackage(contest).rounds[0]!;
		const counted = countContest(JSON.parse(JSON.stringify(contest))).rounds[0]!;
		const awarded = awardPrizes(stage, standings, { ties: [], side: [] });
		if (awarded.state !== 'decided') continue;
		decided += 1;
		const differences = (stated: unknown) =>
			comparePrizes(new Box(stage.prizes, 'prizes'), new Box(stated, 'prizes'), counted);
		expect(differences(awarded), `contest ${seed}`).toEqual([]);
		const [first, ...others] = awarded.main;
		const wrong = { ...awarded, main: [{ ...first, teamIds: ['somebody'] }, ...others] };
		expect(differences(wrong)).toContainEqual(
			expect.objectContaining({ what: 'prize first', stated: 'somebody' })
		);
	}
	expect(decided).toBeGreaterThan(30);
});

function randomTable(chance: Chance) {
	const name = (text: string) => ({ vi: text, en: text });
	const tier = (key: string, places: number | 'rest') => ({
		key,
		name: name(key),
		places,
		minTotal: chance.is(0.2) ? '10' : null
	});
	return {
		tiers: [
			tier('first', 1),
			tier('second', chance.from(1, 2)),
			tier('third', 2),
			tier('consolation', 'rest')
		],
		tiesMayExceed: chance.is(0.7),
		whenExceeded: chance.one(['fewerBelow', 'sameBelow'] as const),
		mayStayVacant: true,
		side: [
			{
				key: 'best',
				name: name('best'),
				by: { kind: 'partScore' as const, part: 'p0' },
				recipient: 'team' as const
			}
		],
		sideMayOverlapMain: chance.is(0.7)
	};
}
