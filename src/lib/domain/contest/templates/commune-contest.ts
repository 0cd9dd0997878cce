import type { RulesInput } from '../rules.ts';

/** A commune's or ward's contest on one day: three judges, two parts, everybody in one round. */
export const communeContest: RulesInput = {
	format: 'kheo-rules',
	version: 1,
	name: { vi: 'Hội thi cấp xã trong một ngày', en: 'One-day commune contest' },
	teams: { members: { min: 3, max: 10 }, maxReserves: 2, unitsPerTeam: { min: 1, max: 2 } },
	stages: [
		{
			key: 'contest',
			name: { vi: 'Hội thi', en: 'Contest' },
			panel: { judges: 3, quorum: 2 },
			parts: [
				{
					key: 'greeting',
					name: { vi: 'Chào hỏi, giới thiệu mô hình', en: 'Greeting and presentation of the model' },
					kind: 'judged',
					scale: '10',
					order: 'draw',
					timeLimit: { seconds: 300, warnAtSeconds: [240] },
					overtime: { kind: 'perUnit', unitSeconds: 60, points: '1', count: 'completed', cap: '3' },
					criteria: [
						{ key: 'content', name: { vi: 'Nội dung', en: 'Content' }, max: '6', step: '0.5' },
						{ key: 'form', name: { vi: 'Hình thức', en: 'Form' }, max: '4', step: '0.5' }
					],
					aggregation: { method: 'mean' }
				},
				{
					key: 'talent',
					name: { vi: 'Tiểu phẩm hoặc năng khiếu', en: 'Skit or talent' },
					kind: 'judged',
					scale: '10',
					coefficient: '2',
					timeLimit: { seconds: 600, warnAtSeconds: [540] },
					overtime: { kind: 'perUnit', unitSeconds: 60, points: '1', count: 'completed', cap: '3' },
					criteria: [
						{ key: 'message', name: { vi: 'Thông điệp dân vận', en: 'Message' }, max: '5', step: '0.5' },
						{ key: 'performance', name: { vi: 'Biểu diễn', en: 'Performance' }, max: '5', step: '0.5' }
					],
					aggregation: { method: 'mean' }
				}
			],
			rounding: [{ after: 'aggregate', decimals: 2 }],
			tieLadder: [{ by: 'partScore', part: 'talent' }, { by: 'chairMark' }, { by: 'sharedPlace' }],
			prizes: {
				tiers: [
					{ key: 'first', name: { vi: 'Giải Nhất', en: 'First prize' }, places: 1 },
					{ key: 'second', name: { vi: 'Giải Nhì', en: 'Second prize' }, places: 1 },
					{ key: 'third', name: { vi: 'Giải Ba', en: 'Third prize' }, places: 1 },
					{ key: 'consolation', name: { vi: 'Giải Khuyến khích', en: 'Consolation prize' }, places: 'rest' }
				],
				tiesMayExceed: true
			},
			visibility: { publicBoard: 'afterEachTeam' }
		}
	]
};
