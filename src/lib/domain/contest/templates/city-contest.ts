import type { RulesInput } from '../rules.ts';

type StageInput = RulesInput['stages'][number];
type PartInput = StageInput['parts'][number];

const greeting: PartInput = {
	key: 'greeting',
	name: { vi: 'Chào hỏi', en: 'Greeting' },
	kind: 'judged',
	scale: '20',
	order: 'draw',
	timeLimit: { seconds: 300, warnAtSeconds: [240] },
	overtime: {
		kind: 'stepped',
		steps: [
			{ seconds: 60, points: '0.5' },
			{ seconds: 120, points: '1', stopsPart: true }
		]
	},
	criteria: [
		{ key: 'content', name: { vi: 'Nội dung', en: 'Content' }, max: '10' },
		{ key: 'form', name: { vi: 'Hình thức thể hiện', en: 'Form' }, max: '6' },
		{ key: 'costume', name: { vi: 'Trang phục', en: 'Costume' }, max: '2' },
		{ key: 'cohesion', name: { vi: 'Tính tập thể', en: 'Cohesion' }, max: '2' }
	],
	aggregation: { method: 'mean' }
};

const knowledge: PartInput = {
	key: 'knowledge',
	name: { vi: 'Kiến thức, xử lý tình huống', en: 'Knowledge and situation handling' },
	kind: 'compound',
	scale: '30',
	parts: [
		{
			key: 'quiz',
			name: { vi: 'Trắc nghiệm', en: 'Multiple choice' },
			note: {
				vi: '10 câu, mỗi câu đúng 1 điểm, 15 giây suy nghĩ',
				en: '10 questions, 1 point each, 15 seconds to answer'
			},
			kind: 'given',
			scale: '10',
			step: '1'
		},
		{
			key: 'situation',
			name: { vi: 'Xử lý tình huống', en: 'Situation handling' },
			kind: 'judged',
			scale: '20',
			timeLimit: { seconds: 240, consultSeconds: 120 },
			criteria: [
				{ key: 'law', name: { vi: 'Đúng chủ trương, pháp luật', en: 'True to policy and law' }, max: '8' },
				{ key: 'persuasion', name: { vi: 'Sức thuyết phục', en: 'Persuasion' }, max: '8' },
				{ key: 'manner', name: { vi: 'Phong thái', en: 'Manner' }, max: '4' }
			],
			aggregation: { method: 'mean' }
		}
	]
};

const skit: PartInput = {
	key: 'skit',
	name: { vi: 'Tiểu phẩm', en: 'Skit' },
	kind: 'judged',
	scale: '50',
	order: 'reverse',
	timeLimit: { seconds: 900, minSeconds: 600, warnAtSeconds: [840] },
	undertime: { kind: 'stepped', steps: [{ seconds: 60, points: '1' }] },
	overtime: {
		kind: 'stepped',
		steps: [
			{ seconds: 60, points: '0.5' },
			{ seconds: 120, points: '1' },
			{ seconds: 180, points: '2', stopsPart: true }
		]
	},
	criteria: [
		{ key: 'script', name: { vi: 'Kịch bản', en: 'Script' }, max: '15' },
		{ key: 'message', name: { vi: 'Thông điệp dân vận', en: 'Message' }, max: '15' },
		{ key: 'acting', name: { vi: 'Diễn xuất', en: 'Acting' }, max: '12' },
		{ key: 'staging', name: { vi: 'Dàn dựng', en: 'Staging' }, max: '8' }
	],
	aggregation: { method: 'outlierExclude', delta: '2', deltaOn: 'scale10', passes: 1, minRemaining: 3 }
};

const finalSkit: PartInput = {
	...skit,
	aggregation: { method: 'trimmed', table: [{ atLeast: 5, dropHigh: 1, dropLow: 1 }] }
};

const counting = {
	deductions: [
		{
			key: 'lateArrival',
			name: { vi: 'Có mặt muộn khi được gọi', en: 'Late when called' },
			scope: 'total',
			effect: { kind: 'fixed', points: '1' }
		},
		{
			key: 'ineligibleMember',
			name: { vi: 'Thành viên không đúng đối tượng', en: 'Ineligible member' },
			scope: 'part',
			effect: { kind: 'voidPart' }
		},
		{
			key: 'contentViolation',
			name: {
				vi: 'Nội dung vi phạm (theo quyết định của Ban Tổ chức)',
				en: 'Content violation (decided by the organising committee)'
			},
			scope: 'total',
			effect: { kind: 'disqualify' }
		}
	],
	tieLadder: [
		{ by: 'partScore', part: 'skit' },
		{ by: 'partScore', part: 'knowledge' },
		{ by: 'criterionScore', criterion: 'skit.message' },
		{ by: 'leastOvertime' },
		{ by: 'committeeVote', chairCasting: true },
		{ by: 'sharedPlace' }
	]
} satisfies Pick<StageInput, 'deductions' | 'tieLadder'>;

/** A city's contest: preliminary rounds in contest clusters of uneven size, the first of each cluster to the final. */
export const cityContest: RulesInput = {
	format: 'kheo-rules',
	version: 1,
	name: {
		vi: 'Hội thi cấp thành phố: sơ khảo theo cụm và chung khảo',
		en: 'City contest: preliminary clusters and a final'
	},
	teams: {
		members: { min: 5, max: 7 },
		maxReserves: 2,
		maxSupporters: 20,
		unitsPerTeam: { min: 1, max: 5 },
		maxTeamsPerUnit: 2,
		mustPresentModel: true,
		conditions: [
			{
				vi: 'Không là thành viên Ban Tổ chức, Ban Giám khảo, Tổ Thư ký',
				en: 'No member of the organising committee, the jury or the secretariat'
			},
			{ vi: 'Mỗi người chỉ tham gia một đội', en: 'A person is in one team only' },
			{ vi: 'Là cán bộ, hội viên của đơn vị cử đội', en: 'Belongs to a unit that sends the team' }
		]
	},
	stages: [
		{
			key: 'prelim',
			name: { vi: 'Vòng sơ khảo', en: 'Preliminary round' },
			layout: 'perCluster',
			panel: { judges: 5, quorum: 3, secretaries: 2, timekeepers: 1 },
			parts: [greeting, knowledge, skit],
			...counting,
			qualification: { kind: 'topPerCluster', places: 1, tieAtCut: 'ladder', onWithdrawal: 'nextInCluster' },
			prizes: {
				tiers: [
					{ key: 'first', name: { vi: 'Giải Nhất cụm', en: 'Cluster first prize' }, places: 1 },
					{ key: 'second', name: { vi: 'Giải Nhì cụm', en: 'Cluster second prize' }, places: 1 },
					{ key: 'third', name: { vi: 'Giải Ba cụm', en: 'Cluster third prize' }, places: 1 },
					{
						key: 'consolation',
						name: { vi: 'Giải Khuyến khích cụm', en: 'Cluster consolation prize' },
						places: 'rest'
					}
				]
			},
			visibility: { publicBoard: 'afterEachTeam' }
		},
		{
			key: 'final',
			name: { vi: 'Vòng chung khảo', en: 'Final round' },
			entrants: { kind: 'qualified', from: 'prelim' },
			panel: { judges: 7, quorum: 5, secretaries: 2, timekeepers: 1 },
			parts: [greeting, knowledge, finalSkit],
			...counting,
			prizes: {
				tiers: [
					{ key: 'first', name: { vi: 'Giải Nhất', en: 'First prize' }, places: 1, minTotal: '80' },
					{ key: 'second', name: { vi: 'Giải Nhì', en: 'Second prize' }, places: 2 },
					{ key: 'third', name: { vi: 'Giải Ba', en: 'Third prize' }, places: 3 },
					{ key: 'consolation', name: { vi: 'Giải Khuyến khích', en: 'Consolation prize' }, places: 0 }
				],
				side: [
					{
						key: 'bestGreeting',
						name: { vi: 'Phần chào hỏi hay nhất', en: 'Best greeting' },
						by: { kind: 'partScore', part: 'greeting' }
					},
					{
						key: 'bestSituation',
						name: { vi: 'Xử lý tình huống hay nhất', en: 'Best situation handling' },
						by: { kind: 'partScore', part: 'knowledge.situation' }
					},
					{
						key: 'bestCostume',
						name: { vi: 'Trang phục đẹp nhất', en: 'Best costume' },
						by: { kind: 'committeeVote' }
					},
					{
						key: 'bestActor',
						name: { vi: 'Diễn viên xuất sắc nhất', en: 'Best actor' },
						by: { kind: 'committeeVote' },
						recipient: 'person'
					},
					{
						key: 'audience',
						name: { vi: 'Giải khán giả bình chọn', en: 'Audience prize' },
						by: { kind: 'audienceVote' }
					}
				]
			},
			visibility: { publicBoard: 'afterEachTeam', freezeLastTeams: 2, reveal: 'bottomUp' }
		}
	]
};
