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
		expect(why('t1', 'vi')).toEqual([
			'Xếp hạng 3 với 32,50 điểm.',
			'Xếp sau Đống Đa vì tổng điểm thấp hơn: 32,5 so với 33,5.',
			'Trắc nghiệm',
			'  Điểm ghi nhận, không qua giám khảo chấm: 8.',
			'  Nhân hệ số 2: 16.',
			'Tiểu phẩm',
			'  Điểm được tính: GK1 17 (10 + 7); GK2 17,5 (10,5 + 7); GK5 16 (10 + 6).',
			'  Không tính: GK3 20 (12 + 8), điểm cao nhất; GK4 15 (9 + 6), điểm thấp nhất.',
			'  Bình quân 3 phiếu được tính: ≈ 16,8333.',
			'  Làm tròn ≈ 16,8333 đến 2 chữ số thập phân: 16,83.',
			'  Trừ 0,33 điểm (Quá thời gian): còn 16,5.',
			'Cộng: Trắc nghiệm 16 + Tiểu phẩm 16,5 = 32,5.'
		]);
	});
	test('says the same in English', () => {
		expect(why('t1', 'en')).toEqual([
			'Place 3 with 32.50 points.',
			'Behind Đống Đa on a lower total: 32.5 to 33.5.',
			'Quiz',
			'  Measured score, not given by judges: 8.',
			'  Times the coefficient 2: 16.',
			'Skit',
			'  Counted: GK1 17 (10 + 7); GK2 17.5 (10.5 + 7); GK5 16 (10 + 6).',
			'  Not counted: GK3 20 (12 + 8), highest; GK4 15 (9 + 6), lowest.',
			'  Average of the 3 ballots that count: ≈ 16.8333.',
			'  ≈ 16.8333 rounded to 2 decimal places: 16.83.',
			'  Minus 0.33 (Overtime): 16.5 left.',
			'Added: Quiz 16 + Skit 16.5 = 32.5.'
		]);
	});
	test('names the step of the ladder that separated two teams with the same total', () => {
		expect(why('t2', 'vi')).toEqual([
			'Xếp hạng 2 với 33,50 điểm.',
			'Bằng điểm với Hoàn Kiếm; xếp sau theo tiêu chí phụ 1, điểm phần Tiểu phẩm: 16,5 so với 18.',
			'Xếp trước Ba Đình vì tổng điểm cao hơn: 33,5 so với 32,5.',
			'Bằng tổng điểm: Đống Đa và Hoàn Kiếm. Lần lượt xét các tiêu chí phụ:',
			'Tiêu chí phụ 1, điểm phần Tiểu phẩm: Đống Đa 16,5; Hoàn Kiếm 18.',
			'Trắc nghiệm',
			'  Điểm ghi nhận, không qua giám khảo chấm: 8,5.',
			'  Nhân hệ số 2: 17.',
			'Tiểu phẩm',
			'  Điểm được tính: GK3 16,5 (10 + 6,5); GK4 16,5 (10 + 6,5); GK5 16,5 (10 + 6,5).',
			'  Không tính: GK1 16,5 (10 + 6,5), điểm cao nhất; GK2 16,5 (10 + 6,5), điểm thấp nhất.',
			'  Bình quân 3 phiếu được tính: 16,5.',
			'Cộng: Trắc nghiệm 17 + Tiểu phẩm 16,5 = 33,5.'
		]);
		expect(why('t3', 'vi')).toEqual([
			'Xếp hạng 1 với 33,50 điểm.',
			'Bằng điểm với Đống Đa; xếp trước theo tiêu chí phụ 1, điểm phần Tiểu phẩm: 18 so với 16,5.',
			'Bằng tổng điểm: Đống Đa và Hoàn Kiếm. Lần lượt xét các tiêu chí phụ:',
			'Tiêu chí phụ 1, điểm phần Tiểu phẩm: Đống Đa 16,5; Hoàn Kiếm 18.',
			'Trắc nghiệm',
			'  Điểm ghi nhận, không qua giám khảo chấm: 8,25.',
			'  Nhân hệ số 2: 16,5.',
			'Tiểu phẩm',
			'  Điểm được tính: GK3 18 (11 + 7); GK4 18 (11 + 7); GK5 18 (11 + 7).',
			'  Không tính: GK1 18 (11 + 7), điểm cao nhất; GK2 18 (11 + 7), điểm thấp nhất.',
			'  Bình quân 3 phiếu được tính: 18.',
			'Cộng: Trắc nghiệm 16,5 + Tiểu phẩm 18 = 34,5.',
			'Trừ 1 điểm (Có mặt muộn: đến chậm 5 phút): còn 33,5.'
		]);
	});
	test('tells a guest and a judge with a conflict of interest', () => {
		expect(why('t4', 'vi')).toEqual([
			'Đội khách mời, đạt 33,00 điểm, không tham gia xếp hạng.',
			'Trắc nghiệm',
			'  Điểm ghi nhận, không qua giám khảo chấm: 10.',
			'  Nhân hệ số 2: 20.',
			'Tiểu phẩm',
			'  GK5 không chấm đội này vì có liên quan đến đơn vị dự thi.',
			'  Điểm được tính: GK1 13 (8 + 5); GK2 13 (8 + 5); GK3 13 (8 + 5); GK4 13 (8 + 5).',
			'  Bình quân 4 phiếu được tính: 13.',
			'Cộng: Trắc nghiệm 20 + Tiểu phẩm 13 = 33.'
		]);
	});
});

describe('what is open, in words', () => {
	const open = { ...sheet, deductions: [], marks: sheet.marks.filter((mark) => mark.judgeId !== 'j2') };
	test('names whose ballots are missing instead of giving a place', () => {
		const standings = tabulate(stage, open);
		const row = standings.rows.find(({ teamId }) => teamId === 't2')!;
		expect(whyThisPlace(row, { stage, sheet: open, standings }, 'vi').place).toEqual([
			'Chưa xếp hạng vì chưa đủ điểm.',
			'Tiểu phẩm: chưa có phiếu đã chốt của GK2.'
		]);
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
		expect([...before.place, ...before.tie]).toEqual([
			'Đang cùng vị trí 1 với Hoàn Kiếm, 33,50 điểm, chờ phân định thứ hạng.',
			'Bằng điểm với Hoàn Kiếm; thứ hạng giữa các đội này chưa được phân định.',
			'Bằng tổng điểm: Đống Đa và Hoàn Kiếm. Lần lượt xét các tiêu chí phụ:',
			'Tiêu chí phụ 1, điểm phần Tiểu phẩm: Đống Đa 16,5; Hoàn Kiếm 16,5; bằng nhau.',
			'Tiêu chí phụ 2, bốc thăm: chờ kết quả.'
		]);
		const drawn = { ...level, lots: [{ order: ['t3', 't2'] }] };
		const settled = tabulate(stage, drawn);
		const after = whyThisPlace(settled.rows[0]!, { stage, sheet: drawn, standings: settled }, 'vi');
		expect([...after.place, ...after.tie]).toEqual([
			'Xếp hạng 1 với 33,50 điểm.',
			'Bằng điểm với Đống Đa; xếp trước theo tiêu chí phụ 2: bốc thăm.',
			'Bằng tổng điểm: Đống Đa và Hoàn Kiếm. Lần lượt xét các tiêu chí phụ:',
			'Tiêu chí phụ 1, điểm phần Tiểu phẩm: Đống Đa 16,5; Hoàn Kiếm 16,5; bằng nhau.',
			'Tiêu chí phụ 2, bốc thăm: Hoàn Kiếm > Đống Đa.'
		]);
	});
});

describe('places by the judges’ ranks', () => {
	const two: RoundSheet = {
		...sheet,
		entrants: sheet.entrants.slice(0, 2),
		marks: [
			...ballots('t1', [
				['10', '7'],
				['9', '7'],
				['10', '8'],
				['9', '6'],
				['10', '6']
			]),
			...ballots('t2', [
				['9', '7'],
				['10', '7'],
				['10', '7'],
				['9', '7'],
				['9', '6']
			])
		],
		givenScores: ['t1', 't2'].map((teamId) => ({ teamId, partKey: 'quiz', value: '8' })),
		deductions: []
	};

	test('say each judge’s rank, their sum, and who stands where by it', () => {
		const ranked = { ...stage, placing: { by: 'rankSum', equalMarks: 'share', unmarked: 'refuse' } } as const;
		const standings = tabulate(ranked, two);
		expect(whyThisPlace(standings.rows[0]!, { stage: ranked, sheet: two, standings }, 'vi').place).toEqual([
			'Xếp hạng 1 theo thứ hạng của các giám khảo (32,33 điểm).',
			'Thứ hạng của từng giám khảo: GK1 1; GK2 2; GK3 1; GK4 2; GK5 1.',
			'Tổng thứ hạng: 7.',
			'Xếp trước Đống Đa vì tổng thứ hạng nhỏ hơn: 7 so với 8.'
		]);
	});

	test('say the rule of the skating system by which a part was won', () => {
		const ranked = {
			...stage,
			placing: { by: 'majority', equalMarks: 'forbid', unmarked: 'refuse' }
		} as const;
		const skitOnly = { ...ranked, parts: stage.parts.slice(1) };
		const standings = tabulate(skitOnly, { ...two, givenScores: [] });
		const source = { stage: skitOnly, sheet: two, standings };
		expect(whyThisPlace(standings.rows[1]!, source, 'en').place).toEqual([
			'Place 2 by the judges’ ranks (16.33 points).',
			'Skit, each judge’s rank: GK1 2; GK2 1; GK3 2; GK4 1; GK5 2.',
			'Skit: place 2 (rule 5).',
			'Behind Ba Đình by the majority of the judges.'
		]);
	});
});
