import { describe, expect, test } from 'vitest';
import { givenPart, judgedPart, judgesOf, marksOf, sheetOf, stageOf } from './sheet.fixture.ts';
import type { Standings } from './standings.ts';
import { tabulate } from './tabulate.ts';

const places = (standings: Standings) =>
	standings.rows.map(
		(row) => `${row.rank ?? '–'}${row.isShared ? '=' : ''} ${row.teamId} ${row.total?.shown ?? row.status}`
	);
const row = (standings: Standings, teamId: string) => standings.rows.find((r) => r.teamId === teamId)!;

describe('the panel’s figure', () => {
	const five = { A: [8, 8.5, 8.5, 9, 5] };

	test('is the average of all marks present', () => {
		expect(row(tabulate(stageOf(), sheetOf(five)), 'A').total).toEqual({ exact: '7.8', shown: '7.80' });
	});

	test('leaves out the mark that is 2.8 from the average and averages the rest: 8.5', () => {
		const stage = stageOf({
			parts: [judgedPart('skit', { aggregation: { method: 'outlierExclude', delta: '2', minRemaining: 3 } })]
		});
		const [skit] = row(tabulate(stage, sheetOf(five)), 'A').parts;
		expect(skit?.score).toEqual({ exact: '8.5', shown: '8.50' });
		expect(skit?.tallies[0]?.figures.at(-1)).toEqual({ judgeId: 'J5', value: '5', dropped: 'outlier' });
	});

	test('counts everything again when too few would remain, and says so', () => {
		const stage = stageOf({
			parts: [judgedPart('skit', { aggregation: { method: 'outlierExclude', delta: '2', minRemaining: 3 } })]
		});
		const [skit] = row(tabulate(stage, sheetOf({ A: [1, 1, 9, 9] })), 'A').parts;
		expect(skit?.tallies[0]?.steps).toEqual([
			{ kind: 'fellBackToMean', remaining: 0, minRemaining: 3, value: '5' }
		]);
	});

	test('converts a delta given on a ten-point scale to the scale of the part', () => {
		const wide = (deltaOn: string) =>
			stageOf({
				parts: [
					judgedPart('skit', {
						scale: '50',
						criteria: [{ key: 'all', name: { vi: 'x', en: 'x' }, max: '50' }],
						aggregation: { method: 'outlierExclude', delta: '2', deltaOn }
					})
				]
			});
		const marks = sheetOf({ A: [40, 41, 45] });
		expect(row(tabulate(wide('own'), marks), 'A').total?.exact).toBe('40.5');
		expect(row(tabulate(wide('scale10'), marks), 'A').total?.exact).toBe('42');
	});

	test('drops the highest and the lowest by the number of marks present', () => {
		const stage = stageOf({
			parts: [
				judgedPart('skit', {
					aggregation: {
						method: 'trimmed',
						table: [
							{ atLeast: 4, dropHigh: 1, dropLow: 1 },
							{ atLeast: 7, dropHigh: 2, dropLow: 2 }
						]
					}
				})
			]
		});
		const standings = tabulate(stage, {
			...sheetOf({ seven: [1, 2, 6, 7, 8, 9, 10], four: [1, 6, 8, 10], three: [1, 2, 9] }),
			exclusions: ['J4', 'J5', 'J6', 'J7'].flatMap((judgeId) =>
				['three', 'four']
					.filter((teamId) => !(teamId === 'four' && judgeId === 'J4'))
					.map((teamId) => ({ judgeId, teamId, partKey: null, cause: 'absent' as const }))
			)
		});
		expect(places(standings)).toEqual(['1= four 7.00', '1= seven 7.00', '3 three 4.00']);
	});

	test('sums the judges and scales up for an absent one when the rule says so', () => {
		const stage = (whenFewer: string) =>
			stageOf({ parts: [judgedPart('skit', { aggregation: { method: 'sum', whenFewer } })] });
		const sheet = sheetOf(
			{ A: [8, 9, null] },
			{ exclusions: [{ judgeId: 'J3', teamId: 'A', partKey: null, cause: 'absent' }] }
		);
		expect(row(tabulate(stage('scaleUp'), sheet), 'A').total?.exact).toBe('25.5');
		expect(row(tabulate(stage('incomplete'), sheet), 'A').missing).toEqual([
			{ kind: 'fullPanel', partKey: 'skit', counted: 2, panel: 3 }
		]);
	});

	test('may be found for every criterion by itself', () => {
		const criteria = ['voice', 'acting'].map((key) => ({ key, name: { vi: key, en: key }, max: '5' }));
		const part = (over: string) =>
			judgedPart('skit', {
				criteria,
				aggregation: { method: 'trimmed', over, table: [{ atLeast: 3, dropHigh: 1, dropLow: 1 }] }
			});
		const sheet = {
			...sheetOf({ A: [null, null, null] }),
			marks: [...marksOf({ A: [1, 3, 5] }, 'skit.voice'), ...marksOf({ A: [5, 4, 1] }, 'skit.acting')]
		};
		expect(row(tabulate(stageOf({ parts: [part('criterion')] }), sheet), 'A').total?.exact).toBe('7');
		expect(row(tabulate(stageOf({ parts: [part('ballot')] }), sheet), 'A').total?.exact).toBe('6');
	});
});

describe('missing marks', () => {
	test('E9, E10: leave a row visible, unranked and explained, while a zero is a mark', () => {
		const standings = tabulate(stageOf(), sheetOf({ A: [8, null], B: [8, 0], C: [9, 9] }));
		expect(places(standings)).toEqual(['1 C 9.00', '2 B 4.00', '– A competing']);
		expect(row(standings, 'A').missing).toEqual([
			{ kind: 'ballot', partKey: 'skit', judgeId: 'J2', criterionKeys: ['skit.all'] }
		]);
		expect(standings.isFinal).toBe(false);
	});

	test('E7: adapt the panel when the judge has a conflict, and stop at the quorum', () => {
		const stage = stageOf({ panel: { judges: 3, quorum: 2 } });
		const conflict = (judgeId: string) => ({
			judgeId,
			teamId: 'A',
			partKey: null,
			cause: 'conflict' as const
		});
		const sheet = sheetOf({ A: [10, 8, 7] }, { exclusions: [conflict('J1')] });
		const adapted = row(tabulate(stage, sheet), 'A');
		expect(adapted.total?.exact).toBe('7.5');
		expect(adapted.parts[0]?.ballots[0]).toMatchObject({ judgeId: 'J1', standing: 'conflict', sum: '10' });
		const lost = tabulate(stage, { ...sheet, exclusions: [conflict('J1'), conflict('J2')] });
		expect(row(lost, 'A').missing).toEqual([{ kind: 'quorum', partKey: 'skit', counted: 1, quorum: 2 }]);
	});

	test('of a judge who left count for nobody when the rule wants equal panels', () => {
		const sheet = sheetOf(
			{ A: [10, 8], B: [6, null] },
			{ exclusions: [{ judgeId: 'J2', teamId: 'B', partKey: null, cause: 'absent' }] }
		);
		const total = (absence: 'marksPresent' | 'dropFromAll') =>
			row(tabulate(stageOf({ panel: { judges: 2, quorum: 1, absence } }), sheet), 'A').total?.exact;
		expect([total('marksPresent'), total('dropFromAll')]).toEqual(['9', '10']);
	});
});

describe('places', () => {
	test('E6, E10, E31: are shared as 1, 2, 2, 4; guests are scored without a place; statuses are no scores', () => {
		const standings = tabulate(stageOf(), {
			...sheetOf({ A: [7], B: [9], C: [8], D: [8], guest: [8.5], late: [6], gone: [null], out: [10] }),
			entrants: [
				{ id: 'A', name: 'A', status: 'competing', isGuest: false },
				{ id: 'out', name: 'out', status: 'disqualified', isGuest: false },
				{ id: 'B', name: 'B', status: 'competing', isGuest: false },
				{ id: 'guest', name: 'guest', status: 'competing', isGuest: true },
				{ id: 'gone', name: 'gone', status: 'absent', isGuest: false },
				{ id: 'D', name: 'D', status: 'competing', isGuest: false },
				{ id: 'late', name: 'late', status: 'withdrawn', isGuest: false },
				{ id: 'C', name: 'C', status: 'competing', isGuest: false }
			]
		});
		expect(places(standings)).toEqual([
			'1 B 9.00',
			'2= C 8.00',
			'2= D 8.00',
			'4 A 7.00',
			'– guest 8.50',
			'– gone absent',
			'– late withdrawn',
			'– out disqualified'
		]);
		expect(standings.isFinal).toBe(true);
	});

	test('of exactly equal weighted totals are never split, as floats would (0.2 / 0.3 / 0.5 on quarter points)', () => {
		const parts = ['0.2', '0.3', '0.5'].map((coefficient, index) => givenPart(`p${index}`, { coefficient }));
		const scores = { A: ['6', '8.75', '7.25'], B: ['7.5', '7.75', '7.25'] };
		const float = (marks: readonly string[]) => +marks[0]! * 0.2 + +marks[1]! * 0.3 + +marks[2]! * 0.5;
		expect(float(scores.A)).not.toBe(float(scores.B));
		const standings = tabulate(stageOf({ parts }), {
			...sheetOf({ A: [], B: [] }),
			givenScores: Object.entries(scores).flatMap(([teamId, values]) =>
				values.map((value, index) => ({ teamId, partKey: `p${index}`, value }))
			)
		});
		expect(places(standings)).toEqual(['1= A 7.45', '1= B 7.45']);
	});

	test('E4: are decided by the exact total, and the shown total gets the decimals that justify them', () => {
		const parts = [givenPart('quiz', { step: '0.0001' })];
		const given = (A: string, B: string) => ({
			...sheetOf({ A: [], B: [] }),
			givenScores: [
				{ teamId: 'A', partKey: 'quiz', value: A },
				{ teamId: 'B', partKey: 'quiz', value: B }
			]
		});
		const rounding = [{ after: 'total', decimals: 2 }] as const;
		const exactly = stageOf({ parts, rounding: [...rounding] });
		expect(places(tabulate(exactly, given('8.1249', '8.1201')))).toEqual(['1 A 8.125', '2 B 8.120']);
		const roundedOff = stageOf({ parts, rounding: [...rounding], compare: 'rounded' });
		expect(places(tabulate(roundedOff, given('8.1249', '8.1201')))).toEqual(['1= A 8.12', '1= B 8.12']);
	});
});

test('E38: ten is more than nine and a half, a hundred more than both: numbers are never compared as text', () => {
	const stage = stageOf({ parts: [givenPart('quiz', { scale: '100' })] });
	const given = { A: '9.5', B: '10', C: '100', D: '9.25' };
	const standings = tabulate(stage, {
		...sheetOf(Object.fromEntries(Object.keys(given).map((id) => [id, []]))),
		givenScores: Object.entries(given).map(([teamId, value]) => ({ teamId, partKey: 'quiz', value }))
	});
	expect(standings.rows.map(({ teamId }) => teamId)).toEqual(['C', 'B', 'A', 'D']);
});

describe('rounding', () => {
	test('E5: happens at the declared points only, and their order changes results', () => {
		const with_ = (...rounding: { after: 'aggregate' | 'weighted' | 'total'; decimals: number }[]) =>
			row(
				tabulate(
					stageOf({ parts: [judgedPart('skit', { coefficient: '3' })], rounding }),
					sheetOf({ A: [8, 8, 9] })
				),
				'A'
			).total?.exact;
		expect(with_()).toBe('25');
		expect(with_({ after: 'aggregate', decimals: 2 })).toBe('24.99');
		expect(with_({ after: 'aggregate', decimals: 1 }, { after: 'total', decimals: 0 })).toBe('25');
		expect(with_({ after: 'weighted', decimals: 0 })).toBe('25');
	});

	test('E5: takes a half up in base ten', () => {
		const stage = stageOf({
			parts: [givenPart('quiz', { step: '0.001' })],
			rounding: [{ after: 'part', decimals: 2 }]
		});
		const sheet = { ...sheetOf({ A: [] }), givenScores: [{ teamId: 'A', partKey: 'quiz', value: '1.005' }] };
		expect(row(tabulate(stage, sheet), 'A').parts[0]?.steps.at(-1)).toEqual({
			kind: 'rounded',
			at: 'part',
			decimals: 2,
			from: '1.005',
			value: '1.01'
		});
	});
});

describe('deductions', () => {
	const stage = stageOf({
		deductions: [
			{ key: 'late', name: { vi: 'x', en: 'x' }, scope: 'total', effect: { kind: 'fixed', points: '1' } },
			{ key: 'props', name: { vi: 'x', en: 'x' }, scope: 'part', effect: { kind: 'upTo', max: '9' } },
			{ key: 'member', name: { vi: 'x', en: 'x' }, scope: 'part', effect: { kind: 'voidPart' } },
			{ key: 'content', name: { vi: 'x', en: 'x' }, scope: 'total', effect: { kind: 'disqualify' } }
		]
	});
	const after = (...deductions: [typeKey: string, partKey: string | null, points: string | null][]) =>
		row(
			tabulate(
				stage,
				sheetOf(
					{ A: [6, 7] },
					{
						deductions: deductions.map(([typeKey, partKey, points], index) => ({
							id: `D${index}`,
							teamId: 'A',
							typeKey,
							partKey,
							points,
							reason: ''
						}))
					}
				)
			),
			'A'
		);

	test('E17: come after the average and stop at the floor', () => {
		expect(after(['props', 'skit', '2']).total?.exact).toBe('4.5');
		expect(after(['props', 'skit', '5'], ['props', 'skit', '5'], ['late', null, null]).total?.exact).toBe(
			'0'
		);
	});

	test('may void a part or disqualify, which are not deductions of points', () => {
		expect(after(['member', 'skit', null]).total?.exact).toBe('0');
		expect(after(['content', null, null])).toMatchObject({ status: 'disqualified', total: null, rank: null });
	});
});

describe('the tie ladder', () => {
	test('decides as in 1991: equal points, equal twelves, more tens', () => {
		const points = [12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 0];
		const votes = {
			France: [12, 12, 12, 12, 10, 10, 8, 8, 8, 8, 6, 5, 5, 4, 4, 4, 4, 4, 10],
			Sweden: [12, 12, 12, 12, 10, 10, 10, 10, 10, 8, 8, 7, 6, 5, 4, 4, 2, 1, 3]
		};
		expect(points).toEqual(expect.arrayContaining(votes.France));
		const stage = stageOf({
			parts: [
				judgedPart('skit', {
					scale: '12',
					criteria: [{ key: 'all', name: { vi: 'x', en: 'x' }, max: '12', step: '1' }],
					aggregation: { method: 'sum' }
				})
			],
			tieLadder: [{ by: 'countOfMark', mark: '12' }, { by: 'countOfMark', mark: '10' }, { by: 'sharedPlace' }]
		});
		const standings = tabulate(stage, sheetOf(votes));
		expect(places(standings)).toEqual(['1 Sweden 146.00', '2 France 146.00']);
		expect(row(standings, 'Sweden').below).toEqual({
			teamId: 'France',
			by: 'countOfMark',
			stepIndex: 1,
			own: '5',
			other: '3'
		});
	});

	test('waits for lots or a vote instead of looking at the order of input', () => {
		const stage = (by: 'drawOfLots' | 'committeeVote') =>
			stageOf({ tieLadder: [{ by }, { by: 'sharedPlace' }] });
		const tied = { A: [8], B: [8], C: [8] };
		const open = tabulate(stage('committeeVote'), sheetOf(tied));
		expect(open.unresolved).toEqual([{ rank: 1, teamIds: ['A', 'B', 'C'], needs: 'committeeVote' }]);
		expect(open.isFinal).toBe(false);
		const voted = tabulate(
			stage('committeeVote'),
			sheetOf(tied, { votes: [{ order: [['C'], ['B', 'A']], reason: 'x' }] })
		);
		expect(places(voted)).toEqual(['1 C 8.00', '2= A 8.00', '2= B 8.00']);
		const stale = tabulate(
			stage('committeeVote'),
			sheetOf(tied, { votes: [{ order: [['C'], ['B']], reason: 'x' }] })
		);
		expect(stale.unresolved).toHaveLength(1);
		const drawn = tabulate(stage('drawOfLots'), sheetOf(tied, { lots: [{ order: ['B', 'X', 'C', 'A'] }] }));
		expect(places(drawn)).toEqual(['1 B 8.00', '2 C 8.00', '3 A 8.00']);
	});

	test('passes over the chair who did not mark all, and waits for times that are not there', () => {
		const stage = stageOf({
			parts: [judgedPart('skit', { timeLimit: { seconds: 60 } })],
			tieLadder: [{ by: 'chairMark' }, { by: 'leastOvertime' }, { by: 'sharedPlace' }]
		});
		const sheet = sheetOf(
			{ A: [9, 7], B: [null, 8] },
			{
				exclusions: [{ judgeId: 'J1', teamId: 'B', partKey: null, cause: 'conflict' }],
				timings: [{ teamId: 'A', partKey: 'skit', durationMs: 60_000 }]
			}
		);
		const waiting = tabulate(stage, sheet);
		expect(waiting.ties[0]?.steps.map((step) => [step.by, step.outcome, step.needs])).toEqual([
			['chairMark', 'notApplicable', null],
			['leastOvertime', 'needs', 'timing']
		]);
		const timed = tabulate(stage, {
			...sheet,
			timings: [...sheet.timings, { teamId: 'B', partKey: 'skit', durationMs: 60_100 }]
		});
		expect(places(timed)).toEqual(['1 A 8.00', '2 B 8.00']);
	});

	test.each([
		['partScore', { by: 'partScore', part: 'song' }, 'song', '9', '7'],
		['criterionScore', { by: 'criterionScore', criterion: 'song.all' }, 'song', '9', '7'],
		['judgesNonZero', { by: 'judgesNonZero', at: 'skit' }, 'skit', '2', '1'],
		['chairMark', { by: 'chairMark', at: 'song.all' }, 'song', '9', '7']
	] as const)('%s separates equal totals and the row says by what', (by, step, _part, own, other) => {
		const stage = stageOf({
			parts: [judgedPart('skit'), judgedPart('song')],
			tieLadder: [step, { by: 'sharedPlace' }]
		});
		const sheet = {
			...sheetOf({ A: [], B: [] }),
			judges: judgesOf(2),
			marks: [
				...marksOf({ A: [1, 1], B: [6, 0] }, 'skit.all'),
				...marksOf({ A: [9, 9], B: [7, 7] }, 'song.all')
			]
		};
		const standings = tabulate(stage, sheet);
		expect(row(standings, 'B').above).toEqual({ teamId: 'A', by, stepIndex: 0, own: other, other: own });
	});
});

test('a mark that trimming dropped is not counted by the ladder, though a judge gave it', () => {
	const trimmed = { method: 'trimmed', table: [{ atLeast: 3, dropHigh: 1, dropLow: 1 }] };
	const stage = stageOf({
		parts: [judgedPart('skit', { aggregation: trimmed })],
		tieLadder: [{ by: 'countOfMark', mark: '10' }, { by: 'judgesNonZero' }, { by: 'sharedPlace' }]
	});
	const standings = tabulate(stage, sheetOf({ A: [10, 8, 0], B: [9, 8, 7] }));
	expect(standings.rows.map((team) => [team.teamId, team.isShared, team.tieValues])).toEqual([
		['A', true, ['0', '1', null]],
		['B', true, ['0', '1', null]]
	]);
});

test('the same mark given twice is an error, not a choice', () => {
	const sheet = sheetOf({ A: [8] });
	expect(() => tabulate(stageOf(), { ...sheet, marks: [...sheet.marks, ...sheet.marks] })).toThrow(
		/given twice/
	);
});
