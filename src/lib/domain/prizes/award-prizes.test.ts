import { describe, expect, test } from 'vitest';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { judgedPart, sheetOf, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { awardPrizes, NO_PRIZE_DECISIONS } from './award-prizes.ts';
import type { AwardedPrizes, PrizeDecisions } from './awarded-prizes.ts';

const called = (text: string) => ({ vi: text, en: text });
const tier = (key: string, places: number | 'rest', minTotal: string | null = null) => ({
	key,
	name: called(key),
	places,
	minTotal
});
const TABLE = [tier('first', 1), tier('second', 2), tier('third', 3)];

function awarded(
	totals: Readonly<Record<string, number | null>>,
	prizes: Record<string, unknown> = {},
	more: { change?: Partial<RoundSheet>; decisions?: Partial<PrizeDecisions>; ladder?: object[] } = {}
): AwardedPrizes {
	const stage = stageOf({
		prizes: { tiers: TABLE, ...prizes },
		...(more.ladder ? { tieLadder: more.ladder } : {})
	} as never);
	const ballots = Object.fromEntries(Object.entries(totals).map(([team, total]) => [team, [total]]));
	const standings = tabulate(stage, sheetOf(ballots, more.change));
	return awardPrizes(stage, standings, { ...NO_PRIZE_DECISIONS, ...more.decisions });
}

const table = ({ main }: AwardedPrizes) =>
	Object.fromEntries(main.map((prize) => [prize.key, prize.teamIds.join(' ')]));

describe('the main prizes', () => {
	test('go down the table and the places together', () => {
		const prizes = awarded({ A: 9, B: 8, C: 7, D: 6, E: 5, F: 4, G: 3 });
		expect(prizes.state).toBe('decided');
		expect(table(prizes)).toEqual({ first: 'A', second: 'B C', third: 'D E F' });
	});

	test('too few teams leave prizes vacant, and a prize of no places is none', () => {
		const prizes = awarded({ A: 9, B: 8 }, { tiers: [...TABLE, tier('consolation', 0)] });
		expect(prizes.main.map(({ key, vacant }) => [key, vacant])).toEqual([
			['first', 0],
			['second', 1],
			['third', 3]
		]);
	});

	test('a total that is not reached leaves the prize vacant, and the best team is first for the next one', () => {
		const prizes = awarded({ A: 7.5, B: 7, C: 6 }, { tiers: [tier('first', 1, '8'), tier('second', 2)] });
		expect(table(prizes)).toEqual({ first: '', second: 'A B' });
		expect(prizes.main[0]).toMatchObject({ vacant: 1 });
		expect(table(awarded({ A: 8, B: 7 }, { tiers: [tier('first', 1, '8')] }))).toEqual({ first: 'A' });
	});

	test('E6: two first prizes take a second one away, unless the rules keep the prizes below', () => {
		const totals = { A: 9, B: 9, C: 8, D: 7 };
		const fewer = awarded(totals, { tiesMayExceed: true });
		expect(table(fewer)).toEqual({ first: 'A B', second: 'C', third: 'D' });
		expect(fewer.main[1]).toMatchObject({ takenByTie: 1, vacant: 0 });
		const one = { tiers: [tier('first', 1), tier('second', 1), tier('third', 1)], tiesMayExceed: true };
		expect(table(awarded(totals, one))).toEqual({ first: 'A B', second: '', third: 'C' });
		expect(table(awarded(totals, { ...one, whenExceeded: 'sameBelow' }))).toEqual({
			first: 'A B',
			second: 'C',
			third: 'D'
		});
	});

	test('E6: where the number may not be exceeded, people choose among the equal teams, and nothing below is told before', () => {
		const totals = { A: 9, B: 9, C: 8 };
		const open = awarded(totals);
		expect(open.state).toBe('open');
		expect(open.main.map(({ open: question, isWaiting }) => [question, isWaiting])).toEqual([
			[{ needs: 'choice', teamIds: ['A', 'B'], places: 1 }, false],
			[null, true],
			[null, true]
		]);
		const chosen = { prizeKey: 'first', contenders: ['B', 'A'], admitted: ['B'] };
		expect(table(awarded(totals, {}, { decisions: { ties: [chosen] } }))).toEqual({
			first: 'B',
			second: 'A C',
			third: ''
		});
		const disagreeing = { ...chosen, admitted: ['A'] };
		expect(awarded(totals, {}, { decisions: { ties: [chosen, disagreeing] } }).state).toBe('open');
		expect(awarded(totals, {}, { decisions: { ties: [{ ...chosen, admitted: ['A', 'B'] }] } }).state).toBe(
			'open'
		);
		expect(awarded(totals, {}, { decisions: { ties: [{ ...chosen, contenders: ['A', 'C'] }] } }).state).toBe(
			'open'
		);
	});

	test('a tie that fits into one prize needs nobody', () => {
		expect(table(awarded({ A: 9, B: 8, C: 8, D: 7 }))).toEqual({ first: 'A', second: 'B C', third: 'D' });
	});

	test('a tie that the ladder leaves to people blocks the prize, also where ties may exceed the number', () => {
		const ladder = [{ by: 'committeeVote' }, { by: 'sharedPlace' }];
		const prizes = awarded({ A: 9, B: 9, C: 8 }, { tiesMayExceed: true }, { ladder });
		expect(prizes.main[0]!.open).toEqual({ needs: 'ladder', teamIds: ['A', 'B'], places: 1 });
		expect(prizes.main[1]!.isWaiting).toBe(true);
	});

	test('E31: guests and teams without a place get none, and the others close up', () => {
		const entrants = ['A', 'B', 'C', 'D'].map((id) => ({
			id,
			name: id,
			status: id === 'B' ? ('disqualified' as const) : ('competing' as const),
			isGuest: id === 'A'
		}));
		const prizes = awarded(
			{ A: 10, B: 9, C: 8, D: 7 },
			{ tiers: [tier('first', 1), tier('rest', 'rest')] },
			{ change: { entrants } }
		);
		expect(table(prizes)).toEqual({ first: 'C', rest: 'D' });
	});

	test('while marks are missing nobody has a prize', () => {
		const prizes = awarded({ A: 9, B: null });
		expect(prizes.state).toBe('incomplete');
		expect(prizes.main.every(({ teamIds, isWaiting }) => teamIds.length === 0 && isWaiting)).toBe(true);
	});

	test('a round without a table has none', () => {
		expect(awarded({ A: 9 }, { tiers: [] })).toEqual({ state: 'none', main: [], side: [] });
	});
});

describe('the side prizes', () => {
	const side = (key: string, by: object, recipient: 'team' | 'person' = 'team') => ({
		key,
		name: called(key),
		by,
		recipient
	});
	const BEST = side('best', { kind: 'partScore', part: 'song' });
	const VOTE = side('costume', { kind: 'committeeVote' });
	const ACTOR = side('actor', { kind: 'audienceVote' }, 'person');
	/** Skit and song of each team. */
	function sung(
		marks: Readonly<Record<string, readonly [number, number]>>,
		prizes: Record<string, unknown>,
		decisions: PrizeDecisions['side'] = [],
		guests: readonly string[] = []
	) {
		const stage = stageOf({ parts: [judgedPart('skit'), judgedPart('song')], prizes } as never);
		const of = (index: 0 | 1) =>
			Object.fromEntries(Object.entries(marks).map(([team, both]) => [team, [both[index]]]));
		const skit = sheetOf(of(0), {}, 'skit.all');
		const sheet = {
			...skit,
			marks: [...skit.marks, ...sheetOf(of(1), {}, 'song.all').marks],
			entrants: skit.entrants.map((one) => ({ ...one, isGuest: guests.includes(one.id) }))
		};
		return awardPrizes(stage, tabulate(stage, sheet), { ...NO_PRIZE_DECISIONS, side: decisions });
	}
	const MARKS = { A: [9, 6], B: [5, 8], C: [7, 7] } as const;
	const team = (teamId: string) => ({ teamId, person: null });

	test('the best of a part or criterion gets it, guests apart', () => {
		const found = sung(MARKS, { side: [BEST] });
		expect(found.side[0]).toMatchObject({ recipients: [team('B')], score: '8', open: null });
		const criterion = side('c', { kind: 'criterionScore', criterion: 'song.all' });
		expect(sung(MARKS, { side: [criterion] }, [], ['B']).side[0]!.recipients).toEqual([team('C')]);
	});

	test('equal scores: all of them where ties may exceed, else people choose one', () => {
		const marks = { A: [9, 8], B: [5, 8], C: [7, 7] } as const;
		expect(sung(marks, { side: [BEST], tiesMayExceed: true }).side[0]!.recipients).toEqual([
			team('A'),
			team('B')
		]);
		expect(sung(marks, { side: [BEST] }).side[0]!.open).toEqual({
			needs: 'choice',
			teamIds: ['A', 'B'],
			places: 1
		});
		const choose = (teamId: string) =>
			sung(marks, { side: [BEST] }, [{ prizeKey: 'best', recipients: [team(teamId)] }]).side[0]!.recipients;
		expect(choose('B')).toEqual([team('B')]);
		expect(choose('C')).toEqual([]);
	});

	test('a vote has to be recorded; it may leave the prize vacant where the rules allow that', () => {
		expect(sung(MARKS, { side: [VOTE] })).toMatchObject({
			state: 'open',
			side: [{ open: { needs: 'vote' } }]
		});
		const vacant = [{ prizeKey: 'costume', recipients: [] }];
		expect(sung(MARKS, { side: [VOTE] }, vacant).state).toBe('decided');
		expect(sung(MARKS, { side: [VOTE], mayStayVacant: false }, vacant).state).toBe('open');
	});

	test('a vote for a guest, for two teams or for a person where a team gets it does not count', () => {
		const vote = (recipients: PrizeDecisions['side'][number]['recipients'], guests: string[] = []) =>
			sung(MARKS, { side: [VOTE] }, [{ prizeKey: 'costume', recipients }], guests).state;
		expect(vote([team('A')])).toBe('decided');
		expect(vote([team('A')], ['A'])).toBe('open');
		expect(vote([team('A'), team('B')])).toBe('open');
		expect(vote([{ teamId: 'A', person: { id: 'P', name: 'Nguyễn Văn A' } }])).toBe('open');
	});

	test('a prize to a person names the person', () => {
		const person = { id: 'P', name: 'Nguyễn Văn A' };
		const decision = [{ prizeKey: 'actor', recipients: [{ teamId: 'A', person }] }];
		expect(sung(MARKS, { side: [ACTOR] }, decision).side[0]!.recipients).toEqual([{ teamId: 'A', person }]);
		const singer = side('singer', { kind: 'partScore', part: 'song' }, 'person');
		expect(sung(MARKS, { side: [singer] }).side[0]!.open).toEqual({
			needs: 'person',
			teamIds: ['B'],
			places: 1
		});
		const named = [{ prizeKey: 'singer', recipients: [{ teamId: 'B', person }] }];
		expect(sung(MARKS, { side: [singer] }, named).side[0]).toMatchObject({ score: '8', open: null });
	});

	test('where the rules forbid two prizes, a team with a main prize is passed over, and waits for it to be known', () => {
		const prizes = { tiers: [tier('first', 1)], side: [BEST], sideMayOverlapMain: false };
		expect(sung({ A: [9, 9], B: [5, 8], C: [7, 7] }, prizes).side[0]!.recipients).toEqual([team('B')]);
		expect(sung({ A: [9, 9], B: [9, 9], C: [7, 7] }, prizes).side[0]).toMatchObject({ isWaiting: true });
	});
});
