import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sheetOf, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { awardPrizes } from './award-prizes.ts';

interface Example {
	readonly tiers?: readonly string[];
	readonly side?: readonly string[];
	readonly totals: Readonly<Record<string, number>>;
	readonly guests?: readonly string[];
	readonly choices?: Readonly<Record<string, { readonly of: string[]; readonly gets: string[] }>>;
	readonly votes?: Readonly<Record<string, string>>;
	readonly expect: readonly string[];
	readonly tiesMayExceed?: boolean;
	readonly whenExceeded?: 'fewerBelow' | 'sameBelow';
	readonly sideMayOverlapMain?: boolean;
}

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json prizes\n([\s\S]*?)^```$/gm)].map((block) => ({
	line: page.slice(0, block.index).split('\n').length,
	example: JSON.parse(block[1]!) as Example
}));

const called = (key: string) => ({ vi: key, en: key });

function awarded({ tiers = [], side = [], totals, guests = [], choices, votes, ...rest }: Example): string[] {
	const { expect: _expect, ...switches } = rest;
	const stage = stageOf({
		prizes: {
			...switches,
			tiers: tiers.map((written) => {
				const [key = '', places = '', , minTotal = null] = written.split(' ');
				return {
					key,
					name: called(key),
					places: places === 'rest' ? ('rest' as const) : Number(places),
					minTotal
				};
			}),
			side: side.map((written) => {
				const [key = '', , by] = written.split(' ');
				return {
					key,
					name: called(key),
					by:
						by === 'vote' ? { kind: 'committeeVote' as const } : { kind: 'partScore' as const, part: 'skit' }
				};
			})
		}
	});
	const sheet = sheetOf(Object.fromEntries(Object.entries(totals).map(([team, total]) => [team, [total]])));
	const entrants = sheet.entrants.map((one) => ({ ...one, isGuest: guests.includes(one.id) }));
	const prizes = awardPrizes(stage, tabulate(stage, { ...sheet, entrants }), {
		ties: Object.entries(choices ?? {}).map(([prizeKey, { of, gets }]) => ({
			prizeKey,
			contenders: of,
			admitted: gets
		})),
		side: Object.entries(votes ?? {}).map(([prizeKey, teamId]) => ({
			prizeKey,
			recipients: [{ teamId, person: null }]
		}))
	});
	const line = (key: string, isOpen: boolean, teams: readonly string[]) =>
		`${key} ${isOpen ? '?' : teams.join(' ') || '–'}`;
	return [
		...prizes.main.map((one) => line(one.key, one.open !== null || one.isWaiting, one.teamIds)),
		...prizes.side.map((one) =>
			line(
				one.key,
				one.open !== null || one.isWaiting,
				one.recipients.map(({ teamId }) => teamId)
			)
		)
	];
}

describe('the prizes of docs/rules.md', () => {
	test.each(examples)('line $line', ({ example }) => {
		expect(awarded(example)).toEqual(example.expect);
	});

	test('are all there', () => {
		expect(examples).toHaveLength(8);
		const text = JSON.stringify(examples);
		for (const word of [
			'sameBelow',
			'tiesMayExceed',
			'rest',
			'from',
			'sideMayOverlapMain',
			'choices',
			'votes'
		])
			expect(text).toContain(word);
	});
});
