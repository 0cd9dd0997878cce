import { describe, expect, test } from 'vitest';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { hall, teamId } from './board.fixture.ts';
import { officialBoard, publicBoard, type BoardFacts } from './board-view.ts';

const unplaced = { rank: null, tie: 'none', total: null, isComplete: false };

/** The third of six teams has all its marks but still stands on stage. */
function lateTeam(
	policy: 'afterEachTeam' | 'atTheEnd',
	luck?: (t: number, j: number, c: number) => number
): BoardFacts {
	const facts = hall({ teams: 6, performed: 3, publicBoard: policy, ...(luck && { luck }) });
	return {
		...facts,
		onStage: { teamId: teamId(3), partKey: '*' },
		turns: facts.turns.map((turn) => (turn.teamId === teamId(3) ? { ...turn, status: 'on-stage' } : turn))
	};
}

describe('the official board', () => {
	test('shows every figure that exists, ranked teams first, then by order of performance', () => {
		const facts = lateTeam('atTheEnd');
		const board = officialBoard(facts);
		const places = tabulate(facts.stage, facts.sheet).rows.filter(({ rank }) => rank !== null);
		expect(board.rows.slice(0, 3).map(({ teamId, rank, total }) => ({ teamId, rank, total }))).toEqual(
			places.map(({ teamId, rank, total }) => ({ teamId, rank, total: total!.shown }))
		);
		expect(board.rows.slice(3).map(({ order }) => order)).toEqual([4, 5, 6]);
		expect(board.rows[3]).toMatchObject({ ...unplaced, parts: [null, null, null], turn: 'waiting' });
		expect(board).toMatchObject({
			projection: 'official',
			onStage: { teamId: teamId(3) },
			next: { teamId: teamId(4), partKey: '*' },
			counts: { teams: 6, performed: 2, shown: 3 },
			result: { kind: 'provisional' }
		});
	});

	test('says which equal places still wait for people', () => {
		const same = hall({ teams: 2, performed: 2, publicBoard: 'atTheEnd', luck: () => 0.5 });
		const stage = { ...same.stage, tieLadder: [{ by: 'drawOfLots' as const }] };
		expect(officialBoard({ ...same, stage }).rows.map(({ rank, tie }) => ({ rank, tie }))).toEqual([
			{ rank: 1, tie: 'open' },
			{ rank: 1, tie: 'open' }
		]);
		const shared = { ...same.stage, tieLadder: [{ by: 'sharedPlace' as const }] };
		expect(officialBoard({ ...same, stage: shared }).rows.map(({ tie }) => tie)).toEqual([
			'shared',
			'shared'
		]);
	});

	test('keeps a disqualified team last and in words, never as a zero', () => {
		const facts = hall({ teams: 3, performed: 3, publicBoard: 'atTheEnd' });
		const entrants = facts.sheet.entrants.map((entrant) =>
			entrant.id === teamId(1) ? { ...entrant, status: 'disqualified' as const } : entrant
		);
		const rows = officialBoard({ ...facts, sheet: { ...facts.sheet, entrants } }).rows;
		expect(rows[2]).toMatchObject({ teamId: teamId(1), status: 'disqualified', rank: null, total: null });
		expect(rows.slice(0, 2).map(({ rank }) => rank)).toEqual([1, 2]);
	});
});

describe('the public board after each team', () => {
	test('E30: ranks the teams that have performed and are complete among themselves, the rest without marks', () => {
		const facts = lateTeam('afterEachTeam');
		const board = publicBoard(facts);
		const two = { ...facts.sheet, entrants: facts.sheet.entrants.slice(0, 2) };
		const among = tabulate(facts.stage, two).rows;
		expect(board.rows.slice(0, 2).map(({ teamId, rank, total }) => ({ teamId, rank, total }))).toEqual(
			among.map(({ teamId, rank, total }) => ({ teamId, rank, total: total!.shown }))
		);
		expect(
			board.rows.slice(2).map(({ teamId: id, rank, total, parts }) => ({ id, rank, total, parts }))
		).toEqual(
			[3, 4, 5, 6].map((index) => ({ id: teamId(index), rank: null, total: null, parts: [null, null, null] }))
		);
		expect(board.counts).toEqual({ teams: 6, performed: 2, shown: 2 });
	});

	test('is the same bytes whatever marks the team on stage and later teams were given', () => {
		const lucky = lateTeam('afterEachTeam', (t, j, c) => (t === 2 ? 0.99 : ((t + j + c) % 10) / 10));
		const unlucky = lateTeam('afterEachTeam', (t, j, c) => (t === 2 ? 0.01 : ((t + j + c) % 10) / 10));
		const none = {
			...lucky,
			sheet: { ...lucky.sheet, marks: lucky.sheet.marks.filter((m) => m.teamId !== teamId(3)) }
		};
		expect(JSON.stringify(officialBoard(lucky))).not.toBe(JSON.stringify(officialBoard(unlucky)));
		expect(JSON.stringify(publicBoard(lucky))).toBe(JSON.stringify(publicBoard(unlucky)));
		expect(JSON.stringify(publicBoard(lucky))).toBe(JSON.stringify(publicBoard(none)));
	});
});

describe('the public board that moves at the end', () => {
	test('shows no score, no place and no decision before publication, whatever was marked', () => {
		const facts = hall({ teams: 3, performed: 3, publicBoard: 'atTheEnd' });
		const deductions = [
			{ id: 'D1', teamId: teamId(2), partKey: null, typeKey: 'other', points: '3', reason: 'late' }
		];
		const blank = { ...facts, sheet: { ...facts.sheet, marks: [], givenScores: [] } };
		const board = publicBoard({ ...facts, sheet: { ...facts.sheet, deductions } });
		expect(JSON.stringify(board)).toBe(JSON.stringify(publicBoard(blank)));
		expect(board.showsScores).toBe(false);
		expect(board.rows.map(({ order, rank, total }) => ({ order, rank, total }))).toEqual([
			{ order: 1, rank: null, total: null },
			{ order: 2, rank: null, total: null },
			{ order: 3, rank: null, total: null }
		]);
	});

	test('is the published version from then on, even when marks change afterwards', () => {
		const facts = hall({ teams: 3, performed: 3, publicBoard: 'atTheEnd' });
		const standings = tabulate(facts.stage, facts.sheet);
		const published = { ...facts, published: { version: 2, standings } };
		const changed = hall({ teams: 3, performed: 3, publicBoard: 'atTheEnd', luck: () => 0.3 });
		const board = publicBoard(published);
		expect(board.result).toEqual({ kind: 'final', version: 2 });
		expect(board.rows.map(({ total }) => total)).toEqual(standings.rows.map(({ total }) => total!.shown));
		expect(publicBoard({ ...published, sheet: changed.sheet })).toEqual(board);
	});
});
