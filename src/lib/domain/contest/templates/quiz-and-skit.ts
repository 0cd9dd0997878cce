import type { RulesInput } from '../rules.ts';

/** Two parts: a quiz that is counted, not judged, and a skit with the highest and lowest mark dropped. */
export const quizAndSkit: RulesInput = {
	format: 'kheo-rules',
	version: 1,
	name: { vi: 'Hội thi hai phần: kiến thức và tiểu phẩm', en: 'Two parts: quiz and skit' },
	teams: { members: { min: 3, max: 5 }, maxReserves: 2 },
	stages: [
		{
			key: 'contest',
			name: { vi: 'Hội thi', en: 'Contest' },
			panel: { judges: 5, quorum: 3 },
			parts: [
				{
					key: 'quiz',
					name: { vi: 'Kiến thức', en: 'Knowledge' },
					note: { vi: '20 câu trắc nghiệm, mỗi câu đúng 2 điểm', en: '20 questions, 2 points each' },
					kind: 'given',
					scale: '40',
					step: '2',
					order: 'draw'
				},
				{
					key: 'skit',
					name: { vi: 'Tiểu phẩm', en: 'Skit' },
					kind: 'judged',
					scale: '60',
					timeLimit: { seconds: 720, warnAtSeconds: [660] },
					overtime: {
						kind: 'perUnit',
						unitSeconds: 60,
						points: '1',
						count: 'started',
						graceSeconds: 30,
						cap: '5'
					},
					criteria: [
						{
							key: 'message',
							name: { vi: 'Nội dung, thông điệp', en: 'Content and message' },
							max: '30',
							step: '0.5'
						},
						{ key: 'acting', name: { vi: 'Diễn xuất', en: 'Acting' }, max: '20', step: '0.5' },
						{ key: 'staging', name: { vi: 'Dàn dựng', en: 'Staging' }, max: '10', step: '0.5' }
					],
					aggregation: {
						method: 'trimmed',
						table: [{ atLeast: 5, dropHigh: 1, dropLow: 1 }]
					}
				}
			],
			tieLadder: [
				{ by: 'partScore', part: 'skit' },
				{ by: 'criterionScore', criterion: 'skit.message' },
				{ by: 'drawOfLots' }
			],
			qualification: { kind: 'bestOverall', places: 3, tieAtCut: 'ladder', onWithdrawal: 'nextOverall' },
			prizes: {
				tiers: [
					{ key: 'first', name: { vi: 'Giải Nhất', en: 'First prize' }, places: 1 },
					{ key: 'second', name: { vi: 'Giải Nhì', en: 'Second prize' }, places: 2 },
					{ key: 'third', name: { vi: 'Giải Ba', en: 'Third prize' }, places: 3 }
				],
				side: [
					{
						key: 'bestQuiz',
						name: { vi: 'Đội có điểm kiến thức cao nhất', en: 'Best in the quiz' },
						by: { kind: 'partScore', part: 'quiz' }
					}
				]
			},
			visibility: { publicBoard: 'atTheEnd' }
		}
	]
};
