import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exact } from '#lib/domain/shared/exact.ts';
import { majorityPlaces } from './majority-places.ts';
import { majorityTotal } from './majority-total.ts';

/** One row of places a team, a column a judge: how textbooks print them. */
type Table = Readonly<Record<string, readonly number[]>>;

const ofPart = (table: Table) =>
	Object.fromEntries(
		majorityPlaces(
			Object.entries(table).map(([teamId, places]) => ({
				teamId,
				places: places.map((place) => exact(place))
			}))
		).map(({ teamId, place, rule }) => [teamId, `${place.valueOf()} (${rule})`])
	);

/** Places alone, when only those are printed. */
const placesOf = (told: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(told).map(([teamId, text]) => [teamId, Number(text.split(' ')[0])]));

function ofParts(parts: readonly Table[]) {
	const won = parts.map((table) => placesOf(ofPart(table)));
	const told = majorityTotal(
		Object.keys(parts[0]!).map((teamId) => ({
			teamId,
			partPlaces: won.map((places) => exact(String(places[teamId]))),
			judgePlaces: parts.flatMap((table) => table[teamId]!.map((place) => exact(place)))
		}))
	);
	return Object.fromEntries(told.map(({ teamId, place, rule }) => [teamId, `${place.valueOf()} (${rule})`]));
}

const total = (summary: Table) =>
	Object.fromEntries(
		majorityTotal(
			Object.entries(summary).map(([teamId, places]) => ({
				teamId,
				partPlaces: places.map((place) => exact(place)),
				judgePlaces: []
			}))
		).map(({ teamId, place, rule }) => [teamId, `${place.valueOf()} (${rule})`])
	);

describe('one part by the skating system, on the tables that scrutineers learn it from', () => {
	test('rule 5: a majority of first, then of second and better, and so on', () => {
		const told = ofPart({
			'51': [1, 1, 1, 2, 1],
			'52': [4, 2, 2, 1, 2],
			'53': [3, 3, 3, 5, 4],
			'54': [2, 4, 5, 4, 3],
			'55': [5, 6, 4, 3, 5],
			'56': [6, 5, 6, 6, 6]
		});
		expect(told).toEqual({
			'51': '1 (5)',
			'52': '2 (5)',
			'53': '3 (5)',
			'54': '4 (5)',
			'55': '5 (5)',
			'56': '6 (5)'
		});
	});

	test('rule 6: of two majorities the larger goes first', () => {
		const told = ofPart({
			'61': [1, 1, 2, 1, 4, 2, 1],
			'62': [6, 2, 1, 5, 2, 1, 2],
			'63': [2, 4, 3, 3, 6, 3, 3],
			'64': [3, 3, 5, 2, 1, 5, 4],
			'65': [4, 5, 6, 4, 3, 6, 5],
			'66': [5, 6, 4, 6, 5, 4, 6]
		});
		expect(placesOf(told)).toEqual({ '61': 1, '62': 2, '63': 3, '64': 4, '65': 5, '66': 6 });
		expect(told['63']).toBe('3 (6)');
	});

	test('rule 7: of equal majorities the lower sum, and of equal sums the next column', () => {
		const told = ofPart({
			'71': [3, 1, 6, 1, 1, 2, 1],
			'72': [2, 2, 1, 5, 3, 1, 3],
			'73': [1, 5, 4, 2, 2, 6, 2],
			'74': [5, 4, 2, 4, 6, 5, 4],
			'75': [4, 6, 3, 3, 5, 4, 6],
			'76': [6, 3, 5, 6, 4, 3, 5]
		});
		expect(placesOf(told)).toEqual({ '71': 1, '72': 2, '73': 3, '74': 4, '75': 5, '76': 6 });
		expect([told['72'], told['73'], told['74']]).toEqual(['2 (7)', '3 (7)', '4 (7)']);
	});

	test('rule 8: without a majority of first, second and better decides the first place', () => {
		const told = ofPart({ A: [1, 2, 3], B: [3, 3, 1], C: [2, 4, 4], D: [4, 1, 5], E: [5, 5, 2] });
		expect([told.A, told.B]).toEqual(['1 (8)', '2 (8)']);
	});

	test('teams that no column separates share the mean place', () => {
		expect(ofPart({ A: [1, 2], B: [2, 1], C: [3, 3] })).toEqual({ A: '1.5 (7)', B: '1.5 (7)', C: '3 (5)' });
	});
});

describe('several parts by the skating system', () => {
	test('rule 9: the lowest sum of places', () => {
		const told = total({
			'91': [1, 1, 1, 1, 1],
			'92': [4, 2, 2, 2, 2],
			'93': [2, 3, 3, 3, 3],
			'94': [5, 5, 6, 4, 5],
			'95': [3, 4, 5, 7, 7],
			'96': [6, 7, 4, 5, 6],
			'97': [7, 6, 7, 6, 4],
			'98': [8, 8, 8, 8, 8]
		});
		expect(told).toEqual({
			'91': '1 (9)',
			'92': '2 (9)',
			'93': '3 (9)',
			'94': '4 (9)',
			'95': '5 (9)',
			'96': '6 (9)',
			'97': '7 (9)',
			'98': '8 (9)'
		});
	});

	test('rule 10: of equal sums the most places "p-th or better", then their lower sum', () => {
		expect(total({ '101': [1, 1, 3], '102': [2, 2, 1], '103': [6, 4, 2], '104': [5, 3, 4] })).toEqual({
			'101': '1 (10)',
			'102': '2 (10)',
			'103': '3 (10)',
			'104': '4 (10)'
		});
	});

	test('rule 10 among four: each place is looked at anew among those who are left', () => {
		const told = total({
			'101': [1, 6, 4, 1],
			'102': [6, 2, 2, 2],
			'103': [2, 1, 6, 3],
			'104': [3, 4, 1, 4],
			'105': [5, 3, 5, 5],
			'106': [4, 5, 3, 6]
		});
		expect(placesOf(told)).toEqual({ '101': 1, '102': 2, '103': 3, '104': 4, '105': 5, '106': 6 });
	});

	test('rule 11: all judges’ places of all parts as if they were one part', () => {
		const waltz: Table = {
			'111': [2, 5, 6, 6, 4],
			'112': [6, 8, 1, 5, 7],
			'113': [8, 3, 2, 8, 8],
			'114': [7, 4, 3, 3, 2],
			'115': [1, 1, 5, 2, 6],
			'116': [4, 2, 4, 1, 1],
			'117': [5, 7, 8, 7, 3],
			'118': [3, 6, 7, 4, 5]
		};
		const tango: Table = {
			'111': [3, 6, 5, 5, 4],
			'112': [7, 8, 3, 8, 7],
			'113': [8, 5, 4, 6, 8],
			'114': [6, 3, 1, 3, 3],
			'115': [1, 1, 2, 4, 5],
			'116': [5, 2, 6, 2, 2],
			'117': [2, 7, 7, 7, 1],
			'118': [4, 4, 8, 1, 6]
		};
		expect(placesOf(ofPart(waltz))).toEqual({
			'111': 4,
			'112': 6,
			'113': 8,
			'114': 3,
			'115': 2,
			'116': 1,
			'117': 7,
			'118': 5
		});
		expect(placesOf(ofPart(tango))).toEqual({
			'111': 5,
			'112': 8,
			'113': 6,
			'114': 3,
			'115': 1,
			'116': 2,
			'117': 7,
			'118': 4
		});
		const told = ofParts([waltz, tango]);
		expect(placesOf(told)).toEqual({
			'115': 1,
			'116': 2,
			'114': 3,
			'111': 4,
			'118': 5,
			'112': 6,
			'113': 7,
			'117': 8
		});
		expect([told['115'], told['116'], told['114']]).toEqual(['1 (11)', '2 (11)', '3 (9)']);
	});

	test('a tie that stands to the end is shared', () => {
		expect(ofParts([{ A: [1, 2], B: [2, 1] }])).toEqual({ A: '1.5 (11)', B: '1.5 (11)' });
	});
});

/** The same rules read once more, number by number and without a thought for speed. */
function bruteforce(table: Table): Record<string, number> {
	const names = Object.keys(table).sort();
	const judges = table[names[0]!]!.length;
	const key = (name: string) => {
		const columns = names.map((_, index) => {
			const reached = table[name]!.filter((place) => place <= index + 1);
			return [reached.length, -reached.reduce((a, b) => a + b, 0)] as const;
		});
		const first = columns.findIndex(([count]) => 2 * count > judges);
		// The earlier the majority the better, then column after column the larger count and the lower sum.
		return [-first, ...columns.slice(first).flat()];
	};
	const better = (a: string, b: string) => {
		const [left, right] = [key(a), key(b)];
		const at = left.findIndex((value, index) => value !== right[index]);
		return at < 0 ? 0 : left[at]! - right[at]!;
	};
	return Object.fromEntries(
		names.map((name) => {
			const before = names.filter((other) => better(other, name) > 0).length;
			const level = names.filter((other) => better(other, name) === 0).length;
			return [name, before + (level + 1) / 2];
		})
	);
}

describe('for any places that judges give', () => {
	const table = fc
		.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
		.chain(([teams, judges]) =>
			fc
				.array(
					fc.shuffledSubarray(
						Array.from({ length: teams }, (_, index) => index + 1),
						{ minLength: teams }
					),
					{
						minLength: judges,
						maxLength: judges
					}
				)
				.map((orders): Table =>
					Object.fromEntries(
						Array.from({ length: teams }, (_, team) => [`T${team}`, orders.map((order) => order[team]!)])
					)
				)
		);

	test('one part is placed as an independent reading of rules 5 to 8 places it', () => {
		fc.assert(
			fc.property(table, (given) => {
				expect(placesOf(ofPart(given))).toEqual(bruteforce(given));
			}),
			{ numRuns: 500 }
		);
	});

	test('all places together are those that there are, whatever the order of teams and judges', () => {
		fc.assert(
			fc.property(fc.array(table, { minLength: 1, maxLength: 1 }), fc.nat(3), ([given], more) => {
				const names = Object.keys(given!);
				const parts = Array.from({ length: more + 1 }, (_, shift): Table =>
					Object.fromEntries(
						names.map((name, index) => [name, given![names[(index + shift) % names.length]!]!])
					)
				);
				const places = placesOf(ofParts(parts));
				const sum = Object.values(places).reduce((a, b) => a + b, 0);
				expect(sum).toBe((names.length * (names.length + 1)) / 2);
				const turned = parts.map((part) =>
					Object.fromEntries(
						Object.entries(part)
							.reverse()
							.map(([name, row]) => [name, [...row].reverse()])
					)
				);
				expect(placesOf(ofParts(turned))).toEqual(places);
			}),
			{ numRuns: 200 }
		);
	});
});
