import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sheetOf, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { awardPrizes } from './award-prizes.ts';
import type { AwardedPrizes, PrizeDecisions } from './awarded-prizes.ts';

const TEAMS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const called = (text: string) => ({ vi: text, en: text });

const tiers = fc
	.array(
		fc.record({
			places: fc.nat(3),
			minTotal: fc.option(fc.constantFrom('6', '7', '8'), { nil: null, freq: 3 })
		}),
		{ minLength: 1, maxLength: 4 }
	)
	.chain((listed) =>
		fc
			.boolean()
			.map((hasRest) => [
				...listed.map((one, index) => ({ key: `t${index}`, name: called(`t${index}`), ...one })),
				...(hasRest ? [{ key: 'rest', name: called('rest'), places: 'rest' as const, minTotal: null }] : [])
			])
	);

const contest = fc
	.record({
		tiers,
		tiesMayExceed: fc.boolean(),
		whenExceeded: fc.constantFrom('fewerBelow' as const, 'sameBelow' as const),
		// Few different totals, so that ties are common.
		totals: fc.array(fc.constantFrom('5', '6', '7', '8', '9'), { minLength: 0, maxLength: TEAMS.length }),
		guests: fc.subarray(TEAMS, { maxLength: 2 }),
		waits: fc.boolean()
	})
	.map(({ totals, guests, waits, ...prizes }) => {
		const stage = stageOf({
			prizes: { ...prizes, side: [{ key: 's', name: called('s'), by: { kind: 'partScore', part: 'skit' } }] },
			tieLadder: waits ? [{ by: 'drawOfLots' }] : [{ by: 'sharedPlace' }]
		});
		const sheet = sheetOf(Object.fromEntries(totals.map((total, index) => [TEAMS[index]!, [total]])));
		const entrants = sheet.entrants.map((one) => ({ ...one, isGuest: guests.includes(one.id) }));
		return { stage, sheet: { ...sheet, entrants } };
	});

/** Answers every question by the first of the teams, until nothing is open; lots stay open. */
function settled({ stage, sheet }: { stage: ReturnType<typeof stageOf>; sheet: ReturnType<typeof sheetOf> }) {
	const standings = tabulate(stage, sheet);
	const ties: PrizeDecisions['ties'][number][] = [];
	for (;;) {
		const prizes = awardPrizes(stage, standings, { ties, side: [] });
		const asked = prizes.main.find(({ open }) => open?.needs === 'choice');
		if (!asked) return { prizes, standings, stage, ties };
		const { teamIds, places } = asked.open!;
		ties.push({ prizeKey: asked.key, contenders: teamIds, admitted: teamIds.slice(0, places) });
	}
}

const winners = ({ main }: AwardedPrizes) => main.flatMap(({ teamIds }) => teamIds);

describe('prizes, whatever the table and the marks', () => {
	test('go only to teams with a place, and to each at most once', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { prizes, standings } = settled(given);
				const named = winners(prizes);
				expect(new Set(named).size).toBe(named.length);
				const ranked = new Set(
					standings.rows.filter(({ rank }) => rank !== null).map(({ teamId }) => teamId)
				);
				expect(named.filter((teamId) => !ranked.has(teamId))).toEqual([]);
			})
		);
	});

	test('are never more than the table has, except by teams that share the last place of the prize', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { prizes, standings, stage } = settled(given);
				const rank = (teamId: string) => standings.rows.find((row) => row.teamId === teamId)!.rank;
				for (const { teamIds, places, vacant, takenByTie, open, isWaiting } of prizes.main) {
					if (places === 'rest' || open || isWaiting) continue;
					const over = teamIds.length + vacant + takenByTie - places;
					expect(over).toBeGreaterThanOrEqual(0);
					if (over === 0) continue;
					expect(stage.prizes.tiesMayExceed).toBe(true);
					const last = teamIds.filter((teamId) => rank(teamId) === rank(teamIds.at(-1)!));
					expect(last.length).toBeGreaterThan(over);
				}
			})
		);
	});

	test('where a tie may take from the prizes below, there are never more in all unless the last one is shared', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { prizes, stage } = settled(given);
				if (stage.prizes.whenExceeded !== 'fewerBelow') return;
				const counted = prizes.main.filter(({ places }) => places !== 'rest');
				const planned = counted.reduce((sum, { places }) => sum + Number(places), 0);
				const taken = counted.reduce((sum, { takenByTie }) => sum + takenByTie, 0);
				const over = counted.reduce(
					(sum, { teamIds, vacant, takenByTie, places }) =>
						sum + Math.max(0, teamIds.length + vacant + takenByTie - Number(places)),
					0
				);
				expect(counted.flatMap(({ teamIds }) => teamIds).length).toBeLessThanOrEqual(planned + over - taken);
			})
		);
	});

	test('a team is never placed better than one with a better prize', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { prizes, standings } = settled(given);
				const ranks = winners(prizes).map(
					(teamId) => standings.rows.find((row) => row.teamId === teamId)!.rank!
				);
				expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
			})
		);
	});

	test('one more point for a team never gives it a lesser prize', () => {
		fc.assert(
			fc.property(contest, fc.nat(6), (given, index) => {
				const raised = given.sheet.marks[index];
				if (!raised || !given.stage.prizes.tiesMayExceed) return;
				const better = given.sheet.marks.map((mark) =>
					mark === raised ? { ...mark, value: String(Number(mark.value) + 1) } : mark
				);
				const level = ({ stage, sheet }: typeof given) => {
					const { main } = awardPrizes(stage, tabulate(stage, sheet));
					if (main.some(({ open, isWaiting }) => open || isWaiting)) return null;
					const at = main.findIndex(({ teamIds }) => teamIds.includes(raised.teamId));
					return at < 0 ? main.length : at;
				};
				const before = level(given);
				const after = level({ ...given, sheet: { ...given.sheet, marks: better } });
				if (before !== null && after !== null) expect(after).toBeLessThanOrEqual(before);
			})
		);
	});

	test('follow from what was given, not from the order of it', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { prizes, stage, ties } = settled(given);
				const turned = {
					...given.sheet,
					marks: [...given.sheet.marks].reverse(),
					entrants: [...given.sheet.entrants].reverse()
				};
				const again = awardPrizes(stage, tabulate(stage, turned), {
					ties: [...ties].reverse().map((one) => ({
						...one,
						contenders: [...one.contenders].reverse(),
						admitted: [...one.admitted].reverse()
					})),
					side: []
				});
				expect(canonicalJson(again)).toBe(canonicalJson(prizes));
			})
		);
	});
});
