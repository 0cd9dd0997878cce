import { describe, expect, test } from 'vitest';
import type { PlacedSheet } from './check-sheet.ts';
import { checkSheet } from './check-sheet.ts';
import type { Deduction } from './deduction.ts';
import { givenPart, judgedPart, stageOf } from './sheet.fixture.ts';
import { SHEET_PROBLEMS } from './sheet-problem.ts';

const name = { vi: 'x', en: 'x' };
const stage = stageOf({
	parts: [
		judgedPart('skit'),
		judgedPart('song', { judgeKinds: ['artistic'] }),
		judgedPart('poem', {
			criteria: [{ key: 'all', name, min: '1', max: '10', marks: ['1', '5', '10'] }]
		}),
		givenPart('quiz', { step: '1' })
	],
	deductions: [
		{ key: 'late', name, scope: 'total', effect: { kind: 'fixed', points: '1' } },
		{ key: 'props', name, scope: 'part', effect: { kind: 'upTo', max: '2' } }
	]
});
const empty: PlacedSheet = {
	teamIds: ['A', 'B'],
	judges: [
		{ id: 'J1', kind: null },
		{ id: 'J2', kind: 'artistic' }
	],
	marks: [],
	absences: [],
	givenScores: [],
	deductions: [],
	timings: [],
	lots: [],
	votes: []
};
const at = <T>(key: string, ...values: T[]) =>
	values.map((value, index) => ({ at: `${key}[${index}]`, value }));
const mark = { teamId: 'A', judgeId: 'J1', criterionKey: 'skit.all', value: '8' };
const off: Deduction = { id: 'D', teamId: 'A', partKey: null, typeKey: 'late', points: null, reason: '' };
const quiz = { teamId: 'A', partKey: 'quiz', value: '8' };

const cases: [string, Partial<PlacedSheet>, string][] = [
	[
		'a mark for a team elsewhere',
		{ marks: at('marks', { ...mark, teamId: 'Z' }) },
		'marks[0].teamId sheet_problem_team_not_in_round'
	],
	[
		'a mark by a stranger',
		{ marks: at('marks', { ...mark, judgeId: 'J9' }) },
		'marks[0].judgeId sheet_problem_judge_not_on_panel'
	],
	[
		'a mark for no criterion',
		{ marks: at('marks', { ...mark, criterionKey: 'skit' }) },
		'marks[0].criterionKey sheet_problem_unknown_criterion'
	],
	[
		'a mark that is not among those permitted',
		{ marks: at('marks', { ...mark, criterionKey: 'poem.all', value: '5.5' }) },
		'marks[0].value sheet_problem_not_permitted'
	],
	[
		'a mark above the maximum',
		{ marks: at('marks', { ...mark, value: '10.25' }) },
		'marks[0].value sheet_problem_out_of_range'
	],
	[
		'9.55 where the step is a quarter',
		{ marks: at('marks', { ...mark, value: '9.55' }) },
		'marks[0].value sheet_problem_off_step'
	],
	[
		'a mark of a judge of another kind',
		{ marks: at('marks', { ...mark, criterionKey: 'song.all' }) },
		'marks[0].judgeId sheet_problem_judge_does_not_mark_part'
	],
	[
		'a second mark',
		{ marks: at('marks', mark, { ...mark, value: '9' }) },
		'marks[1].value sheet_problem_given_twice'
	],
	[
		'a second time',
		{
			timings: at(
				'timings',
				{ teamId: 'A', partKey: 'skit', durationMs: 1 },
				{ teamId: 'A', partKey: 'skit', durationMs: 2 }
			)
		},
		'timings[1].value sheet_problem_given_twice'
	],
	[
		'a score for a judged part',
		{ givenScores: at('givenScores', { ...quiz, partKey: 'skit' }) },
		'givenScores[0].partKey sheet_problem_part_not_given'
	],
	[
		'a score for no part',
		{ givenScores: at('givenScores', { ...quiz, partKey: 'dance' }) },
		'givenScores[0].partKey sheet_problem_unknown_part'
	],
	[
		'half a question',
		{ givenScores: at('givenScores', { ...quiz, value: '7.5' }) },
		'givenScores[0].value sheet_problem_off_step'
	],
	[
		'an absence from no part',
		{ absences: at('absences', { judgeId: 'J1', teamId: null, partKey: 'dance' }) },
		'absences[0].partKey sheet_problem_unknown_part'
	],
	[
		'two deductions with one id',
		{ deductions: at('deductions', off, off) },
		'deductions[1].id sheet_problem_id_twice'
	],
	[
		'a deduction that the rules do not have',
		{ deductions: at('deductions', { ...off, typeKey: 'noise' }) },
		'deductions[0].typeKey sheet_problem_unknown_deduction'
	],
	[
		'a part deduction without its part',
		{ deductions: at('deductions', { ...off, typeKey: 'props', points: '1' }) },
		'deductions[0].partKey sheet_problem_deduction_needs_part'
	],
	[
		'a total deduction from a part',
		{ deductions: at('deductions', { ...off, partKey: 'skit' }) },
		'deductions[0].partKey sheet_problem_deduction_takes_no_part'
	],
	[
		'a deduction without points',
		{ deductions: at('deductions', { ...off, typeKey: 'props', partKey: 'skit' }) },
		'deductions[0].points sheet_problem_points_missing'
	],
	[
		'overtime without points',
		{ deductions: at('deductions', { ...off, typeKey: 'overtime', partKey: 'skit' }) },
		'deductions[0].points sheet_problem_points_missing'
	],
	[
		'other points than the rule fixes',
		{ deductions: at('deductions', { ...off, points: '5' }) },
		'deductions[0].points sheet_problem_points_not_asked'
	],
	[
		'more points than the rule allows',
		{ deductions: at('deductions', { ...off, typeKey: 'props', partKey: 'skit', points: '2.5' }) },
		'deductions[0].points sheet_problem_points_above_max'
	],
	[
		'lots with a team twice',
		{ lots: at('lots', { order: ['A', 'A'] }) },
		'lots[0].order sheet_problem_team_twice'
	],
	[
		'a vote on a team elsewhere',
		{ votes: at('votes', { order: [['A'], ['Z']], reason: 'r' }) },
		'votes[0].order sheet_problem_team_not_in_round'
	]
];

describe('the check of a round’s sheet', () => {
	test.each(cases)('names %s', (_, change, expected) => {
		expect(checkSheet(stage, { ...empty, ...change }).map(({ path, code }) => `${path} ${code}`)).toEqual([
			expected
		]);
	});

	test('has nothing to say about what the rules allow', () => {
		const right: PlacedSheet = {
			...empty,
			marks: at(
				'marks',
				mark,
				{ ...mark, judgeId: 'J2', criterionKey: 'song.all', value: '0' },
				{ ...mark, criterionKey: 'poem.all', value: '5' }
			),
			givenScores: at('givenScores', quiz),
			deductions: at(
				'deductions',
				off,
				{ ...off, id: 'E', points: '1' },
				{ ...off, id: 'F', typeKey: 'undertime', partKey: 'skit', points: '1' }
			),
			lots: at('lots', { order: ['B', 'A'] })
		};
		expect(checkSheet(stage, right)).toEqual([]);
	});

	test('names judge and teams where the rules forbid a judge to place two alike', () => {
		const strict = stageOf({ placing: { by: 'rankSum', equalMarks: 'forbid' } });
		const given = [
			{ ...mark, teamId: 'A', criterionKey: 'skit.all', value: '8' },
			{ ...mark, teamId: 'B', criterionKey: 'skit.all', value: '8' }
		].map((value, index) => ({ at: `marks[${index}]`, value }));
		const sheet = { ...empty, marks: given };
		expect(checkSheet(strict, sheet)).toEqual([
			{
				path: 'marks[0].value',
				code: 'sheet_problem_equal_marks',
				params: { judgeId: mark.judgeId, teams: 'A, B', path: '' }
			}
		]);
		expect(checkSheet(strict, { ...sheet, guestIds: ['B'] })).toEqual([]);
	});

	test('has a case here for each of its messages', () => {
		const named = [...cases.map(([, , expected]) => expected), 'sheet_problem_equal_marks'];
		expect(SHEET_PROBLEMS.filter((code) => !named.some((expected) => expected.endsWith(code)))).toEqual([]);
	});
});
