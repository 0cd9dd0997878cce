import { describe, expect, it } from 'vitest';
import { inOrder, movedTo } from './recipient-order.ts';
import { recipientKey, wordsFor } from './recipient.ts';
import { recipientWarnings, type CheckedRecipient } from './recipient-warnings.ts';

const someone = (id: string, more: Partial<CheckedRecipient> = {}): CheckedRecipient => ({
	...{
		id,
		subject: 'individual',
		key: `${id} ben lau`,
		personId: null,
		unitId: null,
		teamId: null,
		prize: null,
		nameKey: id
	},
	...more
});
const kinds = (warnings: ReturnType<typeof recipientWarnings>) =>
	Object.fromEntries([...warnings].map(([id, list]) => [id, list.map(({ kind }) => kind)]));

describe('a recipient', () => {
	it('is known by name and unit, without diacritics', () => {
		expect(recipientKey({ name: 'Nguyễn Thị  Hạnh', unit: 'Phường Bến Lau', locality: 'Hà Nội' })).toBe(
			'nguyen thi hanh phuong ben lau'
		);
		expect(recipientKey({ name: 'Thôn Đông', unit: ' ', locality: 'xã Hồ Sen' })).toBe('thon dong xa ho sen');
	});

	it('says what the decision says, unless it has words of its own', () => {
		const all = { achievement: 'Có thành tích chung', period: null, event: 'Hội thi' };
		expect(wordsFor({ name: 'An', achievement: ' ' }, all)).toEqual({
			...{ name: 'An', achievement: 'Có thành tích chung', event: 'Hội thi' }
		});
		expect(wordsFor({ name: 'An', achievement: 'Riêng' }, all).achievement).toBe('Riêng');
	});
});

describe('warnings', () => {
	it('tell of a recipient that stands twice in a list', () => {
		const twice = recipientWarnings(
			[someone('a', { key: 'x' }), someone('b', { key: 'x' }), someone('c')],
			[],
			null
		);
		expect(kinds(twice)).toEqual({ a: ['twice'], b: ['twice'] });
	});

	it('take nobody for another whom the lists know apart', () => {
		const apart = [someone('a', { key: 'x', personId: 'p1' }), someone('b', { key: 'x', personId: 'p2' })];
		const one = [someone('a', { personId: 'p1' }), someone('b', { personId: 'p1' })];
		const mixed = [someone('a', { key: 'x' }), someone('b', { key: 'x', subject: 'household' })];
		const team = [someone('a', { teamId: 't' }), someone('b', { teamId: 't' })];
		expect([apart, one, mixed, team].map((list) => recipientWarnings(list, [], null).size)).toEqual([
			0, 2, 0, 0
		]);
	});

	it('tell who has the same in another decision, once for each decision', () => {
		const other = { ...someone('o', { key: 'x' }), decisionId: 'd1' };
		const warnings = recipientWarnings([someone('a', { key: 'x' }), someone('b')], [other, other], null);
		expect([...warnings]).toEqual([['a', [{ kind: 'already', decisionIds: ['d1'] }]]]);
	});

	it('tell what the published result says otherwise', () => {
		const result = {
			teams: new Map([
				['t1', ['Giải Nhất']],
				['t2', []]
			]),
			withdrawn: new Set(['t3']),
			people: new Set(['lan'])
		};
		const team = (id: string, teamId: string, prize: string | null) =>
			someone(id, { subject: 'collective', teamId, prize });
		const list = [
			team('right', 't1', 'Giải Nhất'),
			team('plain', 't2', null),
			team('other', 't2', 'Giải Ba'),
			team('gone', 't3', null),
			team('unknown', 't9', null),
			someone('lan', { prize: 'Thí sinh xuất sắc' }),
			someone('mai', { prize: 'Thí sinh xuất sắc' }),
			someone('guest')
		];
		expect(kinds(recipientWarnings(list, [], result))).toEqual({
			...{ other: ['other-prize'], gone: ['withdrawn'], unknown: ['not-in-result'], mai: ['not-in-result'] }
		});
	});
});

describe('the order of a list', () => {
	const row = (id: string, name: string, more: object = {}) => ({
		...{ id, name, subject: 'individual' as const, unit: '', place: null },
		...more
	});

	it('is the Vietnamese one by name, collectives first and households last', () => {
		const list = [
			row('h', 'Hộ ông Ba', { subject: 'household' }),
			row('b', 'Trần Văn Bình'),
			row('an', 'Nguyễn Thị An'),
			row('c', 'Thôn 10', { subject: 'collective' }),
			row('c2', 'Thôn 2', { subject: 'collective' })
		];
		expect(inOrder(list, 'name')).toEqual(['c2', 'c', 'an', 'b', 'h']);
	});

	it('goes by place where there is one, and leaves equals as they stood', () => {
		const list = [
			row('x', 'X'),
			row('third', 'C', { place: 3 }),
			row('y', 'Y'),
			row('first', 'A', { place: 1 })
		];
		expect(inOrder(list, 'place')).toEqual(['first', 'third', 'x', 'y']);
	});

	it('is changed by moving one, within its ends', () => {
		const ids = ['a', 'b', 'c'];
		expect([movedTo(ids, 'c', 1), movedTo(ids, 'a', 9), movedTo(ids, 'b', 2), movedTo(ids, 'x', 1)]).toEqual([
			...[['c', 'a', 'b'], ['b', 'c', 'a'], ids, null]
		]);
	});
});
