import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { RoundSheet } from '../round-sheet.ts';
import { judgedPart, marksOf, sheetOf, stageOf } from '../sheet.fixture.ts';
import type { Standings } from '../standings.ts';
import { tabulate } from '../tabulate.ts';
import { equalWithinJudge } from './equal-within-judge.ts';

const places = (standings: Standings) =>
	standings.rows.map((row) => `${row.rank ?? '–'}${row.isShared ? '=' : ''} ${row.teamId}`);
const values = (standings: Standings) =>
	Object.fromEntries(standings.rows.map((row) => [row.teamId, row.ranking?.value]));

describe('places by the sum of the judges’ ranks', () => {
	const stage = stageOf({ placing: { by: 'rankSum' } });

	test('are made by orders, not by points: one judge who spreads marks widely decides no more than another', () => {
		const standings = tabulate(stage, sheetOf({ A: [9, 8, 2], B: [8.5, 7, 9], C: [5, 6, 8] }));
		expect(places(standings)).toEqual(['1= A', '1= B', '3 C']);
		expect(values(standings)).toEqual({ A: '5', B: '5', C: '8' });
		const points = tabulate(stageOf(), sheetOf({ A: [9, 8, 2], B: [8.5, 7, 9], C: [5, 6, 8] }));
		expect(places(points)).toEqual(['1 B', '2= A', '2= C']);
	});

	test('E37: share the mean rank where a judge gives the same', () => {
		const standings = tabulate(stage, sheetOf({ A: [8, 9], B: [8, 7], C: [6, 8] }));
		expect(standings.rows[0]!.ranking!.judgePlaces).toEqual([
			{ judgeId: 'J1', partKey: null, place: '1.5' },
			{ judgeId: 'J2', partKey: null, place: '1' }
		]);
		expect(values(standings)).toEqual({ A: '2.5', B: '4.5', C: '5' });
	});

	test('go on to the ladder where sums are level, and say what separates neighbours', () => {
		const ladder = stageOf({
			placing: { by: 'rankSum' },
			tieLadder: [{ by: 'chairMark' }, { by: 'sharedPlace' }]
		});
		const standings = tabulate(ladder, sheetOf({ A: [9, 8], B: [8, 9], C: [7, 7] }));
		expect(places(standings)).toEqual(['1 A', '2 B', '3 C']);
		expect(standings.rows[0]!.below).toMatchObject({ by: 'chairMark', own: '9', other: '8' });
		expect(standings.rows[1]!.below).toMatchObject({ by: 'rankSum', own: '3', other: '6' });
	});

	test('take a deduction from every judge’s total alike', () => {
		const strict = stageOf({
			placing: { by: 'rankSum' },
			deductions: [
				{ key: 'late', name: { vi: 'm', en: 'l' }, scope: 'total', effect: { kind: 'fixed', points: '2' } }
			]
		});
		const late = { id: 'd', teamId: 'A', partKey: null, typeKey: 'late', points: null, reason: '' };
		expect(places(tabulate(strict, sheetOf({ A: [9, 9], B: [8, 8] }, { deductions: [late] })))).toEqual([
			'1 B',
			'2 A'
		]);
	});

	describe('when a judge did not mark every team', () => {
		const sheet = sheetOf(
			{ A: [9, 7, null], B: [8, 8, 9], C: [7, 9, 8] },
			{ exclusions: [{ judgeId: 'J3', teamId: 'A', partKey: null, cause: 'conflict' }] }
		);
		const placed = (unmarked: 'refuse' | 'leaveOutJudge' | 'meanRank') =>
			tabulate(stageOf({ placing: { by: 'rankSum', unmarked } }), sheet);

		test('refuse the team a place until the rules or the panel change', () => {
			const standings = placed('refuse');
			expect(places(standings)).toEqual(['1 B', '2 C', '– A']);
			expect(standings.isFinal).toBe(false);
			expect(standings.rows.find((row) => row.teamId === 'A')!.missing).toEqual([
				{ kind: 'fullPanel', partKey: 'skit', counted: 2, panel: 3 }
			]);
		});

		test('leave that judge’s ranks out for all, or count the mean rank, as the rules say', () => {
			expect(values(placed('leaveOutJudge'))).toEqual({ A: '4', B: '4', C: '4' });
			expect(placed('leaveOutJudge').rows[0]!.ranking!.judgesLeftOut).toEqual(['J3']);
			expect(values(placed('meanRank'))).toEqual({ A: '2', B: '5/3', C: '2' });
		});

		test('need a quorum of judges whose ranks are left', () => {
			const strict = stageOf({
				panel: { judges: 3, quorum: 3 },
				placing: { by: 'rankSum', unmarked: 'leaveOutJudge' }
			});
			const standings = tabulate(strict, {
				...sheet,
				exclusions: [{ ...sheet.exclusions[0]!, partKey: 'skit' }]
			});
			expect(standings.rows.every((row) => row.rank === null)).toBe(true);
		});

		test('do not miss a judge who is away for every team', () => {
			const away = sheetOf(
				{ A: [9, 7], B: [8, 9] },
				{ exclusions: [{ judgeId: 'J2', teamId: null, partKey: null, cause: 'absent' }] }
			);
			expect(places(tabulate(stage, away))).toEqual(['1 A', '2 B']);
		});
	});
});

describe('equal marks within a judge, where the rules forbid them', () => {
	const stage = stageOf({ placing: { by: 'majority' }, parts: [judgedPart('skit'), judgedPart('song')] });
	const sheet: RoundSheet = {
		...sheetOf({ A: [9, 8], B: [9, 7], C: [7, 9] }),
		marks: [
			...marksOf({ A: [9, 8], B: [9, 7], C: [7, 9] }, 'skit.all'),
			...marksOf({ A: [9, 8], B: [8, 7], C: [7, 6] }, 'song.all')
		]
	};

	test('E37: name judge, part and teams, and keep only those teams from a place', () => {
		expect(equalWithinJudge(stage, sheet)).toEqual([{ judgeId: 'J1', partKey: 'skit', teamIds: ['A', 'B'] }]);
		const standings = tabulate(stage, sheet);
		expect(places(standings)).toEqual(['1 C', '– A', '– B']);
		expect(standings.rows[1]!.missing).toEqual([
			{ kind: 'equalMarks', partKey: 'skit', judgeId: 'J1', teamIds: ['A', 'B'] }
		]);
	});

	test('do not concern guests and teams that do not compete', () => {
		const guests = sheet.entrants.map((entrant) => ({ ...entrant, isGuest: entrant.id === 'B' }));
		expect(equalWithinJudge(stage, { ...sheet, entrants: guests })).toEqual([]);
		expect(places(tabulate(stage, { ...sheet, entrants: guests }))).toEqual(['1 A', '2 C', '– B']);
	});
});

describe('for any marks', () => {
	const sheet = fc
		.array(fc.array(fc.constantFrom('6', '7', '8', '9'), { minLength: 3, maxLength: 3 }), {
			minLength: 1,
			maxLength: 6
		})
		.map((rows) => sheetOf(Object.fromEntries(rows.map((marks, index) => [`T${index}`, marks]))));

	test('rank sums of all teams add up to what the judges have to give, and ranks never fall along the list', () => {
		fc.assert(
			fc.property(sheet, (given) => {
				const stage: Stage = stageOf({ placing: { by: 'rankSum' } });
				const { rows } = tabulate(stage, given);
				const sum = rows.reduce((total, row) => total + Number(row.ranking!.value), 0);
				expect(sum).toBe((3 * rows.length * (rows.length + 1)) / 2);
				const sums = rows.map((row) => Number(row.compared));
				expect(sums).toEqual([...sums].sort((a, b) => a - b));
				const turned = {
					...given,
					marks: [...given.marks].reverse(),
					entrants: [...given.entrants].reverse()
				};
				expect(JSON.stringify(tabulate(stage, turned))).toBe(JSON.stringify(tabulate(stage, given)));
			}),
			{ numRuns: 100 }
		);
	});

	test('giving every judge’s marks in another scale changes no place', () => {
		fc.assert(
			fc.property(sheet, (given) => {
				const stage = stageOf({ placing: { by: 'rankSum' } });
				const scaled = {
					...given,
					marks: given.marks.map((mark) => ({ ...mark, value: String(Number(mark.value) - 5) }))
				};
				expect(places(tabulate(stage, scaled))).toEqual(places(tabulate(stage, given)));
			}),
			{ numRuns: 60 }
		);
	});
});
