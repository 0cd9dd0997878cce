import { expect, test } from 'vitest';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import { stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { prizesExample } from './prizes-example.ts';

const tier = (key: string, places: number | 'rest') => ({
	key,
	name: { vi: key, en: key },
	places,
	minTotal: null
});
const stage = (prizes: object) =>
	stageOf({
		prizes: { tiers: [tier('first', 1), tier('second', 2), tier('rest', 'rest')], ...prizes }
	} as never);
const told = ({ main }: AwardedPrizes) =>
	main.map(({ key, teamIds, open }) => `${key} ${teamIds.join('')}${open ? ` ${open.needs}` : ''}`);

test('prizes go down the table of places', () => {
	const { prizes, teams } = prizesExample(stage({}), (letter) => `Đội ${letter}`)!;
	expect(told(prizes)).toEqual(['first B', 'second CD', 'rest EA']);
	expect(teams.get('B')).toBe('Đội B');
});

test('a tie across the first prize is treated as the rules say', () => {
	const tie = (prizes: object) => prizesExample(stage(prizes), String)!.tie!;
	expect(tie({}).teams).toEqual(['B', 'C']);
	expect(told(tie({}).prizes)[0]).toBe('first  choice');
	expect(told(tie({ tiesMayExceed: true }).prizes)[0]).toBe('first BC');
});

test('rules without prizes have nothing to give, and a very long table is not drawn', () => {
	expect(prizesExample(stage({ tiers: [] }), String)!.prizes.state).toBe('none');
	expect(prizesExample(stage({ tiers: [tier('first', 30)] }), String)).toBeNull();
});
