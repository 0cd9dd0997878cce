import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { RulesSchema, type RulesInput, type Stage } from '#lib/domain/contest/rules.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { whyLines, whyThisPlace } from './derivation.ts';

const rules: RulesInput = {
	format: 'kheo-rules',
	version: 1,
	name: { vi: 'Hội thi', en: 'Contest' },
	stages: [
		{
			key: 'final',
			name: { vi: 'Chung khảo', en: 'Final' },
			panel: { judges: 5, quorum: 3 },
			parts: [
				{
					key: 'quiz',
					name: { vi: 'Trắc nghiệm', en: 'Quiz' },
					kind: 'given',
					scale: '10',
					coefficient: '2'
				},
				{
					key: 'skit',
					name: { vi: 'Tiểu phẩm', en: 'Skit' },
					kind: 'judged',
					scale: '20',
					criteria: [
						{ key: 'script', name: { vi: 'Kịch bản', en: 'Script' }, max: '12' },
						{ key: 'acting', name: { vi: 'Diễn xuất', en: 'Acting' }, max: '8' }
					],
					aggregation: { method: 'trimmed', table: [{ atLeast: 5, dropHigh: 1, dropLow: 1 }] }
				}
			],
			deductions: [
				{
					key: 'late',
					name: { vi: 'Có mặt muộn', en: 'Late' },
					scope: 'total',
					effect: { kind: 'fixed', points: '1' }
				}
			],
			rounding: [{ after: 'aggregate', decimals: 2 }],
			tieLadder: [{ by: 'partScore', part: 'skit' }, { by: 'drawOfLots' }]
		}
	]
};
const stage: Stage = v.parse(RulesSchema, rules).stages[0]!;

const judges = ['1', '2', '3', '4', '5'].map((n) => ({
	id: `j${n}`,
	name: `GK${n}`,
	isChair: n === '1',
	kind: null
}));
const ballots = (teamId: string, sums: readonly (readonly [string, string])[]) =>
	sums.flatMap(([script, acting], index) => [
		{ teamId, judgeId: `j${index + 1}`, criterionKey: 'skit.script', value: script },
		{ teamId, judgeId: `j${index + 1}`, criterionKey: 'skit.acting', value: acting }
	]);

const sheet: RoundSheet = {
	roundId: 'r',
	clusterId: null,
	judges,
	entrants: ['Ba Đình', 'Đống Đa', 'Hoàn Kiếm', 'Sóc Sơn'].map((name, index) => ({
		id: `t${index + 1}`,
		name,
		status: 'competing',
		isGuest: index === 3
	})),
	marks: [
		...ballots('t1', [
			['10', '7'],
			['10.5', '7'],
			['12', '8'],
			['9', '6'],
			['10', '6']
		]),
		...ballots('t2', [
			['10', '6.5'],
			['10', '6.5'],
			['10', '6.5'],
			['10', '6.5'],
			['10', '6.5']
		]),
		...ballots('t3', [
			['11', '7'],
			['11', '7'],
			['11', '7'],
			['11', '7'],
			['11', '7']
		]),
		...ballots('t4', [
			['8', '5'],
			['8', '5'],
			['8', '5'],
			['8', '5']
		])
	],
	exclusions: [{ judgeId: 'j5', teamId: 't4', partKey: null, cause: 'conflict' }],
	givenScores: [
		{ teamId: 't1', partKey: 'quiz', value: '8' },
		{ teamId: 't2', partKey: 'quiz', value: '8.5' },
		{ teamId: 't3', partKey: 'quiz', value: '8.25' },
		{ teamId: 't4', partKey: 'quiz', value: '10' }
	],
	deductions: [
		{ id: 'd1', teamId: 't3', partKey: null, typeKey: 'late', points: null, reason: 'đến chậm 5 phút' },
		{ id: 'd2', teamId: 't1', partKey: 'skit', typeKey: 'overtime', points: '0.33', reason: '' }
	],
	timings: [],
	lots: [],
	votes: []
};
const standings = tabulate(stage, sheet);
const why = (teamId: string, locale: 'vi' | 'en') =>
	whyLines(
		whyThisPlace(
			standings.rows.find((row) => row.teamId === teamId)!,
			{ stage, sheet, standings },
			locale
		)
	);

describe('why this place, in words', () => {
	test('names what was counted, dropped, taken off and added, in Vietnamese', () => {
		expect(why('t1', 'vi')).toEqual([]);
	});
	test('says the same in English', () => {
		expect(why('t1', 'en')).toEqual([]);
	});
	test('names the step of the ladder that separated two teams with the same total', () => {
		expect(why('t2', 'vi')).toEqual([]);
		expect(why('t3', 'vi')).toEqual([]);
	});
	test('tells a guest and a judge with a conflict of interest', () => {
		expect(why('t4', 'vi')).toEqual([]);
	});
});

describe('what is open, in words', () => {
	const open = { ...sheet, deductions: [], marks: sheet.marks.filter((mark) => mark.judgeId !== 'j2') };
	test('names whose ballots are missing instead of giving a place', () => {
		const standings = tabulate(stage, open);
		const row = standings.rows.find(({ teamId }) => teamId === 't2')!;
		expect(whyThisPlace(row, { stage, sheet: open, standings }, 'vi').place).toEqual([]);
	});
	test('says that lots have to be drawn, and after the drawing what they decided', () => {
		const level = {
			...sheet,
			deductions: [],
			entrants: sheet.entrants.slice(1, 3),
			givenScores: [
				{ teamId: 't2', partKey: 'quiz', value: '8.5' },
				{ teamId: 't3', partKey: 'quiz', value: '8.5' }
			],
			marks: [
				...ballots(
					't2',
					Array.from({ length: 5 }, () => ['10', '6.5'] as const)
				),
				...ballots(
					't3',
					Array.from({ length: 5 }, () => ['10.5', '6'] as const)
				)
			]
		};
		const waiting = tabulate(stage, level);
		const before = whyThisPlace(waiting.rows[0]!, { stage, sheet: level, standings: waiting }, 'vi');
		expect([...before.place, ...before.tie]).toEqual([]);
		const drawn = { ...level, lots: [{ order: ['t3', 't2'] }] };
		const settled = tabulate(stage, drawn);
		const after = whyThisPlace(settled.rows[0]!, { stage, sheet: drawn, standings: settled }, 'vi');
		expect([...after.place, ...after.tie]).toEqual([]);
	});
});
