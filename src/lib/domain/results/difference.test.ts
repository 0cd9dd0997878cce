import { describe, expect, test } from 'vitest';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import type { StandingsRow } from '#lib/domain/scoring/standings.ts';
import { affectedBy, isUnchanged, resultChanges, type Compared } from './difference.ts';

type Row = readonly [team: string, rank: number | null, total: string];

function version(rows: readonly Row[], more: Partial<Compared> = {}): Compared {
	return {
		teams: rows.map(([id], index) => ({ id, code: id, name: id, units: [], position: index + 1 })),
		standings: {
			rows: rows.map(([teamId, rank, total]) => ({
				teamId,
				rank,
				status: 'competing',
				total: { exact: total, shown: total }
			})) as unknown as StandingsRow[]
		} as unknown as Compared['standings'],
		qualification: null,
		...more
	};
}

const through = (ids: readonly string[], scope: 'round' | 'stage') =>
	({ scope, through: ids, state: 'decided' }) as unknown as NonNullable<Compared['qualification']>;

const prizes = (first: readonly string[], second: readonly string[], best: string | null): AwardedPrizes => ({
	state: 'decided',
	main: [
		{ key: 'first', name: { vi: 'Nhất', en: 'First' }, teamIds: first },
		{ key: 'second', name: { vi: 'Nhì', en: 'Second' }, teamIds: second }
	] as unknown as AwardedPrizes['main'],
	side: [
		{
			key: 'style',
			name: { vi: 'Trang phục', en: 'Costume' },
			recipients: best ? [{ teamId: best, person: null }] : []
		}
	] as unknown as AwardedPrizes['side']
});

const before = version(
	[
		['a', 1, '90'],
		['b', 2, '85'],
		['c', 3, '80']
	],
	{ prizes: prizes(['a'], ['b'], 'c'), qualification: through(['a'], 'round') }
);

describe('the difference of two versions', () => {
	test('names places, prizes and who goes on, each with how it was', () => {
		const after = version(
			[
				['b', 1, '85'],
				['a', 2, '82'],
				['c', 3, '80']
			],
			{ prizes: prizes(['b'], ['a'], 'c'), qualification: through(['b'], 'round') }
		);
		const changes = resultChanges(before, after);
		expect(
			changes.places.map(({ teamId, before, after }) => [
				teamId,
				before?.rank,
				after?.rank,
				after?.total?.exact
			])
		).toEqual([
			['b', 2, 1, '85'],
			['a', 1, 2, '82']
		]);
		expect(
			changes.prizes.map(({ key, lost, won }) => [
				key,
				lost.map((one) => one.teamId),
				won.map((one) => one.teamId)
			])
		).toEqual([
			['first', ['a'], ['b']],
			['second', ['b'], ['a']]
		]);
		expect(changes.through).toEqual({ added: ['b'], removed: ['a'] });
		expect(affectedBy(before, after)).toEqual([
			{ teamId: 'a', place: true, prizes: true, through: true },
			{ teamId: 'b', place: true, prizes: true, through: true }
		]);
	});

	test('of the same result is nothing, and no paper is wrong', () => {
		expect(isUnchanged(resultChanges(before, before))).toBe(true);
		expect(affectedBy(before, before)).toEqual([]);
	});

	test('touches the papers of a team that only lost its points, and not of the others', () => {
		const after = {
			...before,
			standings: version([
				['a', 1, '90'],
				['b', 2, '84'],
				['c', 3, '80']
			]).standings
		};
		expect(affectedBy(before, after)).toEqual([{ teamId: 'b', place: true, prizes: false, through: false }]);
	});

	test('compares a round told alone with the whole stage by the round’s own teams', () => {
		const after = { ...before, qualification: through(['a', 'x', 'y'], 'stage') };
		expect(resultChanges(before, after).through).toEqual({ added: [], removed: [] });
	});

	test('says nothing of prizes where the earlier version kept none', () => {
		const { prizes: _prizes, ...unkept } = before;
		expect(resultChanges(unkept, before).prizes).toEqual([]);
	});

	test('names a team that is no longer in the result', () => {
		const after = version([
			['a', 1, '90'],
			['b', 2, '85']
		]);
		expect(resultChanges(before, after).places).toMatchObject([{ teamId: 'c', after: null }]);
	});
});
