import { describe, expect, test } from 'vitest';
import type { ContestPackageInput } from '#lib/domain/contest/package/package.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import type { Rules, RulesInput } from '#lib/domain/contest/rules.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import { stopsBefore } from '#lib/domain/results/freeze.ts';
import { finality } from '#lib/domain/results/finality.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { timeProposed } from '#lib/domain/timing/time-proposed.ts';
import { rulesInWords } from '#lib/words/rules.ts';
import { countContest } from '../../../src/recount/contest.ts';
import { comparePrizes } from '../../../src/recount/prizes.ts';
import { Box } from '../../../src/recount/reading.ts';
import { countedTwice } from '../../support/counted-twice.ts';
import {
	contestOf,
	judgeOf,
	regulation,
	roundOf,
	type Evening,
	type RoundInShort
} from '../../support/regulation.ts';

/** Greeting, quiz, situation, skit: everybody on the panel gave the same. */
const plain = (
	greeting: number,
	quiz: number,
	situation: number,
	skit: number,
	more: Partial<Evening> = {}
): Evening => ({
	greeting,
	quiz,
	situation,
	skit,
	...more
});

/** A deduction of one team, by a type of the rules; time penalties with the points that the clock's rule proposes. */
const deduction = (
	teamId: string,
	typeKey: string,
	partKey: string | null = null,
	points: string | null = null
) => ({
	id: `D-${teamId}-${typeKey}`,
	teamId,
	typeKey,
	partKey,
	points,
	reason: 'theo biên bản'
});

const cluster = (id: string, teams: RoundInShort['teams'], rest: RoundInShort['rest'] = {}) =>
	roundOf(regulation, { id: `R-${id}`, stageKey: 'prelim', clusterId: id, teams, rest });

/** Penalties of every kind, and the worked example of the regulation: of 40, 42.5, 42.5, 45, 25, 39 the 25 goes. */
const C1 = cluster(
	'C1',
	{
		A1: plain(16, 8, 15, 40, { times: { greeting: 390 } }),
		A2: plain(17, 7, 16, 42, { times: { skit: 530 } }),
		A3: { ...plain(15, 9, 14, 0), skit: [40, 42.5, 42.5, 45, 25, 39] },
		A4: plain(18, 10, 16, 44),
		A5: plain(19, 10, 19, 48),
		A6: plain(16, 6, 15, 43)
	},
	{
		deductions: [
			deduction('A1', 'overtime', 'greeting', '0.5'),
			deduction('A2', 'undertime', 'skit', '1'),
			deduction('A4', 'ineligibleMember', 'greeting'),
			deduction('A5', 'contentViolation'),
			deduction('A6', 'lateArrival')
		]
	}
);

/** Six teams with 80 points each: every step of the ladder has one to separate. */
const C2 = cluster(
	'C2',
	{
		B1: plain(16, 7, 15, 42),
		B2: plain(16, 8, 15, 41, { message: 13 }),
		B3: plain(17, 7, 15, 41, { message: 13 }),
		B4: plain(17, 7, 15, 41, { message: 12, times: { greeting: 330 } }),
		B5: plain(17, 7, 15, 41, { message: 12 }),
		B6: plain(17, 7, 15, 41, { message: 12 })
	},
	{
		votes: [
			{
				order: [['B5', 'B6']],
				reason: 'Ban Giám khảo biểu quyết',
				ballots: [
					{ member: 'C2-J1', isChair: true, teamId: 'B6' },
					{ member: 'C2-J2', isChair: false, teamId: 'B5' },
					{ member: 'C2-J3', isChair: false, teamId: 'B6' },
					{ member: 'C2-J4', isChair: false, teamId: 'B5' }
				]
			}
		]
	}
);

/** Marks on both sides of the panel's mind, an absent judge, a guest, a team that is not there and one that withdrew. */
const C3 = cluster(
	'C3',
	{
		C1: { ...plain(16, 8, 15, 0), skit: [15, 15, 30, 45, 45, 30] },
		C2: { ...plain(16, 7, 15, 0), skit: [20, 20, 20, 40, 40, 40] },
		C3: {
			greeting: [15, 16, 17, 16, null],
			quiz: 8,
			situation: [15, 15, 15, 15, null, 15],
			skit: [40, 40, 40, 40, null, 40]
		},
		C4: plain(20, 10, 20, 50),
		C5: null,
		C6: plain(19, 9, 19, 48)
	},
	{
		entrants: [
			{ teamId: 'C1' },
			{ teamId: 'C2' },
			{ teamId: 'C3' },
			{ teamId: 'C4' },
			{ teamId: 'C5', status: 'absent' },
			{ teamId: 'C6', status: 'withdrawn' }
		],
		absences: [{ judgeId: judgeOf('C3', 4), teamId: 'C3', reason: 'bị ốm' }]
	}
);

/** A judge of D2's own unit does not mark it; D6 was stopped after three minutes too many. */
const C4 = cluster(
	'C4',
	{
		D1: plain(16, 8, 16, 40),
		D2: {
			greeting: [17, 17, 17, 17, null],
			quiz: 8,
			situation: [16, 16, 16, 16, null, 16],
			skit: [40, 40, 40, 40, null, 40]
		},
		D3: plain(16, 9, 16, 41),
		D4: plain(16, 9, 16, 42),
		D5: plain(16, 9, 17, 42),
		D6: plain(17, 9, 17, 42, { times: { skit: 1080 } })
	},
	{ deductions: [deduction('D6', 'overtime', 'skit', '2')] }
);

/** Two teams alike in everything: the vote leaves them level, and the place is shared. */
const C5 = cluster(
	'C5',
	{
		E1: plain(17, 8, 16, 41),
		E2: plain(17, 8, 16, 41),
		E3: plain(16, 7, 15, 40),
		E4: plain(15, 7, 15, 40),
		E5: plain(14, 7, 15, 40),
		E6: plain(13, 7, 15, 40)
	},
	{ votes: [{ order: [['E1', 'E2']], reason: 'không phân biệt được' }] }
);

const C6 = cluster('C6', {
	F1: plain(17, 9, 17, 43),
	F2: plain(17, 9, 17, 42),
	F3: plain(16, 9, 17, 42),
	F4: plain(15, 9, 17, 42),
	F5: plain(14, 9, 17, 42)
});

const CLUSTERS = [C1, C2, C3, C4, C5, C6];
const E1 = { contenders: ['E1', 'E2'], admitted: ['E2'], reason: 'trình diễn thêm' };
const prelimDecisions = {
	stageKey: 'prelim',
	cutDecisions: [E1],
	withdrawals: [{ teamId: 'F1', reason: 'đội xin rút' }]
};
const PEOPLE = { guests: ['C4'], judgeUnits: { 'C4-J5': 'U-D2' } };

/** By the regulation of the final one highest and one lowest skit are left out of seven; the rest is as before. */
const FINAL: RoundInShort['teams'] = {
	A2: { ...plain(16, 8, 15, 0), skit: [40, 41, 42, 43, 44, 50, 10] },
	B1: plain(17, 9, 16, 40),
	C3: plain(16, 9, 15, 42),
	D5: plain(15, 8, 15, 41.5),
	E2: plain(15, 8, 14.5, 41),
	F2: plain(14, 8, 14, 40)
};
const final = (teams = FINAL) =>
	roundOf(regulation, { id: 'R-final', stageKey: 'final', clusterId: null, teams });

function counted(input: ContestPackageInput) {
	const read = readPackage(input);
	if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
	expect(countedTwice(read.package).differences).toEqual([]);
	const result = tabulatePackage(read.package);
	const again = countContest(JSON.parse(JSON.stringify(read.package)));
	for (const [index, { prizes, stageKey }] of result.rounds.entries()) {
		const rules = read.package.rules.stages.find(({ key }) => key === stageKey)!.prizes;
		expect(comparePrizes(new Box(rules, 'rules'), new Box(prizes, 'prizes'), again.rounds[index]!)).toEqual(
			[]
		);
	}
	return { rules: read.package.rules, ...result };
}

const places = (standings: Standings) =>
	standings.rows.map(
		({ rank, isShared, teamId, total, status }) =>
			`${rank ?? '–'}${isShared ? '=' : ''} ${teamId} ${total?.shown ?? status}`
	);

const by = (standings: Standings) =>
	standings.rows.flatMap(({ teamId, below }) =>
		below ? [`${teamId} ${below.by} ${below.own} ${below.other}`] : []
	);

const prizesOf = ({ main, side }: AwardedPrizes) => [
	...main.map((prize) => `${prize.key} ${prize.teamIds.join(' ') || '–'}`),
	...side.map(
		(prize) => `${prize.key} ${prize.open ? '?' : prize.recipients.map(({ teamId }) => teamId).join(' ')}`
	)
];

const whole = contestOf(regulation, [...CLUSTERS, final()], { ...PEOPLE, decisions: [prelimDecisions] });

function validated(rules: RulesInput): Rules {
	const valid = validateRules(rules);
	if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
	return valid.rules;
}

describe('a city’s regulation, whole', () => {
	const result = counted(whole);
	const round = (index: number) => result.rounds[index]!;

	test('penalties: overtime and under time by their steps, a voided part, a disqualification, a late arrival', () => {
		expect(places(round(0).standings)).toEqual([
			'1 A2 81.00',
			'2 A3 79.80',
			'3 A6 79.00',
			'4 A1 78.50',
			'5 A4 70.00',
			'– A5 disqualified'
		]);
		expect(prizesOf(round(0).prizes)).toEqual(['first A2', 'second A3', 'third A6', 'consolation A1 A4']);
	});

	test('what the clock proposes is what was taken off', () => {
		const [greeting, , skit] = validated(regulation).stages[0]!.parts;
		const proposed = (part: typeof greeting, seconds: number) => timeProposed(part!, seconds * 1000);
		expect(proposed(greeting, 359.999)).toMatchObject({ points: '0', stopsPart: false });
		expect(proposed(greeting, 390)).toMatchObject({ points: '0.5', stopsPart: false });
		expect(proposed(greeting, 420)).toMatchObject({ points: '1', stopsPart: true });
		expect(proposed(skit, 530)).toMatchObject({ points: '1' });
		expect(proposed(skit, 1080)).toMatchObject({ points: '2', stopsPart: true });
	});

	test('a mark more than 2 of 10 from the average is left out, one exactly so far is not, and three must remain', () => {
		const skit = (index: number, teamId: string) =>
			round(index)
				.standings.rows.find((row) => row.teamId === teamId)!
				.parts.find(({ partKey }) => partKey === 'skit')!;
		expect(skit(0, 'A3').score!.exact).toBe('41.8');
		expect(skit(0, 'A3').tallies[0]!.figures.filter(({ dropped }) => dropped)).toMatchObject([
			{ judgeId: 'C1-J5' }
		]);
		expect(skit(2, 'C2').tallies[0]!.figures.some(({ dropped }) => dropped)).toBe(false);
		expect(skit(2, 'C1').tallies[0]!.steps.map(({ kind }) => kind)).toContain('fellBackToMean');
		expect(skit(2, 'C1').score!.exact).toBe('30');
	});

	test('the ladder: skit, knowledge, message, least overtime, then the vote with the chair’s casting vote', () => {
		expect(places(round(1).standings)).toEqual([
			'1 B1 80.00',
			'2 B2 80.00',
			'3 B3 80.00',
			'4 B6 80.00',
			'5 B5 80.00',
			'6 B4 80.00'
		]);
		expect(by(round(1).standings)).toEqual([
			'B1 partScore 42 41',
			'B2 partScore 23 22',
			'B3 criterionScore 13 12',
			expect.stringMatching(/^B6 committeeVote /),
			'B5 leastOvertime 0 30000'
		]);
	});

	test('guests are scored without a place, absent and withdrawn are no zeros, an absent judge leaves the others’ average', () => {
		expect(places(round(2).standings)).toEqual([
			'1 C3 79.00',
			'2 C1 69.00',
			'3 C2 68.00',
			'– C4 100.00',
			'– C5 absent',
			'– C6 withdrawn'
		]);
		expect(prizesOf(round(2).prizes)).toEqual(['first C3', 'second C1', 'third C2', 'consolation –']);
	});

	test('a judge of the team’s own unit does not mark it', () => {
		expect(round(3).conflicts.map(({ judgeId, teamId }) => `${judgeId} ${teamId}`)).toEqual(['C4-J5 D2']);
		expect(places(round(3).standings)).toEqual([
			'1 D5 84.00',
			'2 D4 83.00',
			'3 D6 83.00',
			'4 D3 82.00',
			'5 D2 81.00',
			'6 D1 80.00'
		]);
	});

	test('a place stays shared where nothing separates, and the cut waits for people', () => {
		expect(places(round(4).standings).slice(0, 3)).toEqual(['1= E1 82.00', '1= E2 82.00', '3 E3 78.00']);
		const open = counted(
			contestOf(regulation, CLUSTERS, { ...PEOPLE, decisions: [{ ...prelimDecisions, cutDecisions: [] }] })
		);
		expect(open.stages[0]!.qualification).toMatchObject({ state: 'tiedAtCut', through: [] });
	});

	test('one of each cluster goes on; after a withdrawal the next of that cluster', () => {
		expect(result.stages[0]!.qualification).toMatchObject({
			state: 'decided',
			through: ['A2', 'B1', 'C3', 'D5', 'E2', 'F2']
		});
	});

	test('the final leaves out the best and worst skit of seven, and gives its prizes', () => {
		const last = round(6);
		expect(places(last.standings)).toEqual([
			'1 C3 82.00',
			'2 B1 82.00',
			'3 A2 81.00',
			'4 D5 79.50',
			'5 E2 78.50',
			'6 F2 76.00'
		]);
		expect(by(last.standings)[0]).toBe('C3 partScore 42 40');
		expect(prizesOf(last.prizes)).toEqual([
			'first C3',
			'second B1 A2',
			'third D5 E2 F2',
			'bestGreeting B1',
			'bestSituation B1',
			'bestCostume ?',
			'bestActor ?',
			'audience ?'
		]);
	});

	test('a first prize needs 80 points; without them it stays vacant and the best team gets the second', () => {
		const low = { ...FINAL, B1: plain(15, 8, 15, 40), C3: plain(16, 8, 15, 40.5), A2: plain(15, 7, 15, 40) };
		const weaker = counted(
			contestOf(regulation, [...CLUSTERS, final(low)], { ...PEOPLE, decisions: [prelimDecisions] })
		);
		expect(prizesOf(weaker.rounds[6]!.prizes).slice(0, 3)).toEqual([
			'first –',
			'second D5 C3',
			'third E2 B1 A2'
		]);
	});

	test('a tie across the end of a prize is not given twice by itself', () => {
		const tied = { ...FINAL, D5: { ...FINAL.A2! } as Evening };
		const waiting = counted(
			contestOf(
				regulation,
				[...CLUSTERS, { ...final(tied), votes: [{ order: [['A2', 'D5']], reason: 'bằng nhau' }] }],
				{ ...PEOPLE, decisions: [prelimDecisions] }
			)
		);
		expect(waiting.rounds[6]!.prizes.main[1]).toMatchObject({
			key: 'second',
			open: { needs: 'choice', teamIds: ['A2', 'D5'], places: 1 }
		});
	});

	test('the knowledge part follows the order of the greeting, the skit turns it round', () => {
		const orders = new Map(C1.draw!.orders!.map(({ partKey, teamIds }) => [partKey, teamIds!]));
		expect(orders.get('knowledge')).toEqual(orders.get('greeting'));
		expect(orders.get('skit')).toEqual(orders.get('greeting')!.toReversed());
	});

	test('the public board of the final stops before the fifth of six teams, and appeals have 24 hours', () => {
		const stage = result.rules.stages[1]!;
		const stops = (called: number) =>
			stopsBefore(
				stage.visibility,
				Object.keys(FINAL).map((teamId, index) => ({ teamId, isOver: index < called })),
				Object.keys(FINAL)[called]!
			);
		expect([0, 1, 2, 3, 4, 5].map(stops)).toEqual([false, false, false, false, true, true]);
		const version = {
			publishedAt: new Date('2024-10-15T10:00:00Z'),
			appealHours: stage.appealHours,
			appeals: [],
			isReplaced: false,
			isBeingCorrected: false
		};
		expect(finality(version, new Date('2024-10-16T09:59:59Z')).kind).toBe('window');
		expect(finality(version, new Date('2024-10-16T10:00:00Z')).kind).toBe('final');
	});

	test('reads as a regulation in both languages', () => {
		for (const locale of ['vi', 'en'] as const) {
			const words = JSON.stringify(rulesInWords(result.rules, locale));
			expect(words).not.toMatch(/undefined|NaN|\bnull\b/);
		}
	});
});

const oneStage = (stage: Partial<RulesInput['stages'][number]>): RulesInput => ({
	...regulation,
	stages: [
		{
			...regulation.stages[0]!,
			panel: { judges: 3, quorum: 2 },
			prizes: {},
			...stage
		} as RulesInput['stages'][number]
	]
});

/** One part of so many points, everybody's mark in one criterion. */
const single = (scale: string, more: object = {}) => ({
	key: 'skit',
	name: { vi: 'Tiểu phẩm', en: 'Skit' },
	kind: 'judged' as const,
	scale,
	criteria: [{ key: 'all', name: { vi: 'Chung', en: 'All' }, max: scale, step: '0.5' }],
	aggregation: { method: 'mean' as const },
	...more
});

/** Rounds of one part: for every cluster its teams with the marks of the panel. */
function simple(
	rules: RulesInput,
	clusters: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>
) {
	const stage = rules.stages[0]!;
	const rounds = Object.entries(clusters).map(([id, teams]) => ({
		id: `R-${id}`,
		stageKey: stage.key,
		clusterId: stage.layout === 'perCluster' ? id : null,
		panel: Array.from({ length: stage.panel.judges }, (_, seat) => ({
			judgeId: `J${seat + 1}`,
			isChair: seat === 0,
			kind: seat === 2 ? 'third' : null
		})),
		entrants: Object.keys(teams).map((teamId) => ({ teamId })),
		marks: Object.entries(teams).flatMap(([teamId, marks]) =>
			marks.flatMap((mark, seat) =>
				mark === null
					? []
					: [{ teamId, judgeId: `J${seat + 1}`, criterionKey: 'skit.all', value: String(mark) }]
			)
		)
	}));
	return counted(contestOf(rules, rounds));
}

const ladder = { tieLadder: [{ by: 'sharedPlace' as const }], deductions: [] };

describe('its variants', () => {
	test('mixed: the best 70 by total, then ten more of each of three rounds: a hundred', () => {
		const rules = oneStage({
			parts: [single('100')],
			...ladder,
			qualification: {
				kind: 'mixed',
				steps: [
					{ take: 'byTotal', places: 70 },
					{ take: 'ofEachCluster', places: 10 }
				]
			}
		});
		// Round k has its teams at 100 - k/2, 99 - k/2 …: 70 by total are 24, 23 and 23 of them, and ten more of each follow.
		const clusters = Object.fromEntries(
			[0, 1, 2].map((k) => [
				`V${k + 1}`,
				Object.fromEntries(
					Array.from({ length: 40 }, (_, index) => {
						const mark = 100 - index * 1.5 - k * 0.5;
						return [`V${k + 1}-${String(index + 1).padStart(2, '0')}`, [mark, mark, mark]];
					})
				)
			])
		);
		const { through, state } = simple(rules, clusters).stages[0]!.qualification;
		expect(state).toBe('decided');
		expect(through).toHaveLength(100);
		const last = (round: string) =>
			through
				.filter((id) => id.startsWith(round))
				.toSorted()
				.at(-1);
		expect([last('V1'), last('V2'), last('V3')]).toEqual(['V1-34', 'V2-33', 'V3-33']);
	});

	test('the first two of each of four clusters with 30 teams', () => {
		const rules = oneStage({
			parts: [single('100')],
			...ladder,
			qualification: { kind: 'topPerCluster', places: 2 }
		});
		const sizes = { K1: 8, K2: 8, K3: 7, K4: 7 };
		const clusters = Object.fromEntries(
			Object.entries(sizes).map(([id, size]) => [
				id,
				Object.fromEntries(
					Array.from({ length: size }, (_, index) => [
						`${id}-${index + 1}`,
						[60 + index, 62 + index, 64 + index]
					])
				)
			])
		);
		const { qualification } = simple(rules, clusters).stages[0]!;
		expect(qualification).toMatchObject({
			state: 'decided',
			through: ['K1-8', 'K1-7', 'K2-8', 'K2-7', 'K3-7', 'K3-6', 'K4-7', 'K4-6']
		});
	});

	test('ten points with the coefficient 3', () => {
		const rules = oneStage({
			layout: 'single',
			parts: [single('10', { coefficient: '3' })],
			...ladder,
			qualification: { kind: 'none' }
		});
		const { standings } = simple(rules, { all: { A: [8, 8, 9], B: [9, 9, 9.5] } }).rounds[0]!;
		expect(places(standings)).toEqual(['1 B 27.50', '2 A 25.00']);
	});

	test('writing: two markers, a third from 20 points apart whose mark is final; so many of each genre go on', () => {
		const markers = { method: 'twoMarkers', thirdFrom: '20', thirdIs: 'final', thirdKind: 'third' };
		const rules = oneStage({
			panel: { judges: 3, quorum: 1 },
			parts: [single('100', { aggregation: markers })],
			...ladder,
			qualification: {
				kind: 'clusterQuotas',
				quotas: [
					{ cluster: 'print', places: 2 },
					{ cluster: 'online', places: 1 },
					{ cluster: 'tv', places: 1 },
					{ cluster: 'radio', places: 1 }
				],
				total: 5
			}
		});
		const entries = {
			print: { P1: [80, 70, null], P2: [90, 70, 82], P3: [60, 79.5, null] },
			online: { O1: [75, 75, null], O2: [95, 75, 60] },
			tv: { T1: [70, 72, null], T2: [50, 60, null] },
			radio: { R1: [55, 65, null] }
		};
		const result = simple(rules, entries);
		const of = (id: string) => places(result.rounds.find(({ roundId }) => roundId === `R-${id}`)!.standings);
		expect(of('print')).toEqual(['1 P2 82.00', '2 P1 75.00', '3 P3 69.75']);
		expect(of('online')).toEqual(['1 O1 75.00', '2 O2 60.00']);
		expect(result.stages[0]!.qualification).toMatchObject({
			state: 'decided',
			through: ['O1', 'P2', 'P1', 'R1', 'T1']
		});
		const waiting = simple(rules, { ...entries, radio: { R1: [50, 70, null] } });
		expect(waiting.stages[0]!.qualification).toMatchObject({ state: 'incomplete', through: [] });
	});

	test('writing: the final by five, the highest and the lowest left out', () => {
		const trimmed = { method: 'trimmed', table: [{ atLeast: 5, dropHigh: 1, dropLow: 1 }] };
		const rules = oneStage({
			layout: 'single',
			panel: { judges: 5, quorum: 5 },
			parts: [single('100', { aggregation: trimmed })],
			...ladder,
			qualification: { kind: 'none' }
		});
		const { standings } = simple(rules, { all: { A: [70, 80, 85, 90, 100], B: [84, 85, 86, 60, 99] } })
			.rounds[0]!;
		expect(places(standings)).toEqual(['1= A 85.00', '1= B 85.00']);
	});
});
