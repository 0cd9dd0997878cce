import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	groupOf,
	laidOut,
	orderOf,
	putInto,
	shifted,
	stageRows,
	withGroup,
	type StageOrder
} from './stage-order.ts';

const people = (text: string) =>
	[...text].map((id) => ({ id, place: null as number | null, isApart: id === id.toUpperCase() }));
const lay = (text: string, size: number) =>
	laidOut(people(text), { by: 'decision', size, presenter: 'Ông Chủ tịch' });
const shown = ({ groups, apart }: StageOrder) =>
	[...groups.map(({ members }) => members.join('')), apart.join('')].join('|');

describe('the order on stage', () => {
	it('is laid out in the decision’s order, so many to a group, each with a tray of its number', () => {
		const order = lay('abcdefg', 3);
		expect(shown(order)).toBe('abc|def|g|');
		expect(order.groups.map(({ tray }) => tray)).toEqual(['1', '2', '3']);
		expect(new Set(order.groups.map(({ presenter }) => presenter))).toEqual(new Set(['Ông Chủ tịch']));
	});

	it('calls nobody whose honour was taken away', () => {
		expect(shown(lay('aBcD', 2))).toBe('ac|BD');
		expect(shown(lay('', 2))).toBe('');
	});

	it('goes by place where a result gave places; who has none comes behind', () => {
		const placed = [
			{ id: 'a', place: null, isApart: false },
			{ id: 'b', place: 2, isApart: false },
			{ id: 'c', place: 1, isApart: false },
			{ id: 'd', place: 2, isApart: false }
		];
		expect(shown(laidOut(placed, { by: 'place', size: 2, presenter: null }))).toBe('cb|da|');
	});

	it('moves somebody by one, and from the edge of a group into the one beside it', () => {
		const order = lay('abcd', 2);
		expect(shown(shifted(order, 'b', 'up')!)).toBe('ba|cd|');
		expect(shown(shifted(order, 'b', 'down')!)).toBe('a|bcd|');
		expect(shown(shifted(order, 'c', 'up')!)).toBe('abc|d|');
		expect([shifted(order, 'a', 'up'), shifted(order, 'd', 'down'), shifted(order, 'x', 'up')]).toEqual([
			null,
			null,
			null
		]);
	});

	it('puts somebody into another group, into one of their own, or apart; a group without anybody is none', () => {
		const order = lay('abc', 2);
		expect(shown(putInto(order, 'a', 2)!)).toBe('b|ca|');
		expect(shown(putInto(order, 'a', 3)!)).toBe('b|c|a|');
		expect(shown(putInto(order, 'c', 0)!)).toBe('ab|c');
		expect(shown(putInto(putInto(order, 'c', 0)!, 'c', 1)!)).toBe('abc|');
		expect([putInto(order, 'a', 4), putInto(order, 'x', 1)]).toEqual([null, null]);
	});

	it('keeps presenter and tray with the group', () => {
		const order = withGroup(lay('abcd', 2), 2, { presenter: 'Bà Bí thư', tray: 'B' })!;
		expect(shifted(order, 'b', 'down')!.groups[1]).toMatchObject({ presenter: 'Bà Bí thư', tray: 'B' });
		expect(withGroup(order, 3, { presenter: null, tray: null })).toBeNull();
	});

	it('loses nobody and calls nobody twice, whatever is moved', () => {
		const ids = [...'abcdefgh'];
		const step = fc.oneof(
			fc.record({ id: fc.constantFrom(...ids), way: fc.constantFrom('up' as const, 'down' as const) }),
			fc.record({ id: fc.constantFrom(...ids), group: fc.integer({ min: -1, max: 10 }) })
		);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 40 }), (size, steps) => {
				let order = lay('abcdefgh', size);
				for (const asked of steps) {
					const next =
						'way' in asked ? shifted(order, asked.id, asked.way) : putInto(order, asked.id, asked.group);
					order = next ?? order;
				}
				const rows = stageRows(order);
				expect(rows.map(({ id }) => id).toSorted()).toEqual(ids);
				expect(rows.map(({ position }) => position)).toEqual(ids.map((_, at) => at + 1));
				expect(order.groups.every(({ members }) => members.length > 0)).toBe(true);
				expect(rows.every(({ id, stageGroup }) => groupOf(order, id) === stageGroup)).toBe(true);
				// As it is stored, it is read again.
				expect(orderOf(rows.toReversed())).toEqual(order);
			})
		);
	});
});
