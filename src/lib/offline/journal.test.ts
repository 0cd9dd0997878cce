import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	asGiven,
	cellKey,
	cellsOf,
	handingIn,
	journalOf,
	nextDelivery,
	settled,
	undelivered,
	written,
	type Entry,
	type Outcome
} from './journal.ts';

const at = { seatId: 'seat', teamId: 'team', deviceTime: 0 };
const mark = (seq: number, value: string | null, criterion = 'skit.message', over = {}): Entry => ({
	...at,
	kind: 'mark',
	seq,
	id: `m${seq}`,
	criterion,
	value,
	...over
});
const final = (seq: number): Entry => ({
	...at,
	kind: 'final',
	seq,
	id: `f${seq}`,
	partKey: 'skit',
	marks: {}
});
const received = (seq: number, serverSeq: number): Outcome => ({
	kind: 'received',
	id: `m${seq}`,
	serverSeq
});
const cell = (
	entries: readonly Entry[],
	outcomes: readonly Outcome[],
	server: Parameters<typeof cellsOf>[1] = []
) => cellsOf(journalOf('seat', entries, outcomes), server).get(cellKey('team', 'skit.message'));
const onServer = (value: string | null, seq: number) => [
	{ teamId: 'team', criterion: 'skit.message', value, seq }
];

describe('what the screen says of a mark', () => {
	test('it is on this tablet until the server has acknowledged it', () => {
		expect(cell([mark(1, '8')], [])).toMatchObject({ value: '8', where: 'tablet' });
		expect(cell([mark(1, '8')], [received(1, 40)])).toEqual({ value: '8', where: 'received' });
	});

	test('a newer mark of the server, such as paper, takes the place of an older one from here', () => {
		expect(cell([mark(1, '8')], [received(1, 40)], onServer('7', 50))).toEqual({
			value: '7',
			where: 'received'
		});
		expect(cell([mark(1, '8')], [received(1, 60)], onServer('7', 50))).toEqual({
			value: '8',
			where: 'received'
		});
	});

	test('what is not yet sent is shown before what the server has, and both are known', () => {
		expect(cell([mark(1, '8')], [], onServer('7', 50))).toEqual({ value: '8', where: 'tablet', server: '7' });
	});

	test('a refused mark stays to be seen with its reason until the judge puts it aside', () => {
		const refused: Outcome = { kind: 'refused', id: 'm2', code: 'judging_not_on_stage' };
		const entries = [mark(1, '8'), mark(2, '9')];
		expect(cell(entries, [received(1, 40), refused])).toMatchObject({
			value: '9',
			where: 'refused',
			code: 'judging_not_on_stage'
		});
		expect(cell(entries, [received(1, 40), { kind: 'dropped', id: 'm2' }])).toEqual({
			value: '8',
			where: 'received'
		});
	});

	test('a mark taken back is empty, not zero; a zero is a mark', () => {
		expect(cell([mark(1, null)], [received(1, 40)])).toEqual({ value: null, where: 'empty' });
		expect(cell([mark(1, '0')], [received(1, 40)])).toEqual({ value: '0', where: 'received' });
	});
});

describe('delivery', () => {
	test('goes in the order of giving, and handing in waits for the marks before it', () => {
		const entries = [mark(1, '8'), mark(2, '9'), final(3), mark(4, '7')];
		let journal = journalOf('seat', entries, []);
		expect(nextDelivery(journal, 100)).toMatchObject({ kind: 'marks', entries: [{ seq: 1 }, { seq: 2 }] });
		expect(nextDelivery(journal, 1)).toMatchObject({ kind: 'marks', entries: [{ seq: 1 }] });
		journal = settled(journal, [received(1, 1), received(2, 2)]);
		expect(nextDelivery(journal, 100)).toMatchObject({ kind: 'final', entry: { seq: 3 } });
		journal = settled(journal, [{ kind: 'dropped', id: 'f3' }]);
		expect(nextDelivery(journal, 100)).toMatchObject({ kind: 'marks', entries: [{ seq: 4 }] });
		expect(handingIn(journal, 'team', 'skit')).toBe(null);
	});

	test('never takes along what was given for another seat', () => {
		const journal = journalOf('seat', [mark(1, '8', 'skit.message', { seatId: 'other' }), mark(2, '9')], []);
		expect(undelivered(journal).map(({ seq }) => seq)).toEqual([2]);
	});
});

test('whatever is lost on the way, an unreliable line ends with everything received once, the newest on top', () => {
	const values = fc.array(
		fc.record({ value: fc.integer({ min: 0, max: 9 }), criterion: fc.constantFrom('a', 'b') }),
		{
			maxLength: 30
		}
	);
	// 0: the ask is lost, 1: the answer is lost, 2: both arrive, 3: the tablet is loaded again.
	const line = fc.infiniteStream(fc.constantFrom(0, 1, 2, 3));
	fc.assert(
		fc.property(values, line, fc.integer({ min: 1, max: 5 }), (given, luck, most) => {
			const log = new Map<string, { seq: number; criterion: string; value: string | null }>();
			let journal = journalOf('seat', [], []);
			for (const [index, { value, criterion }] of given.entries()) {
				journal = written(journal, mark(index + 1, String(value), criterion));
			}
			for (let turns = 0; turns < 2_000; turns++) {
				const delivery = nextDelivery(journal, most);
				if (delivery?.kind !== 'marks') break;
				const fate = luck.next().value as number;
				if (fate === 0) continue;
				if (fate === 3) journal = journalOf('seat', journal.entries, [...journal.outcomes.values()]);
				const outcomes = delivery.entries.map(asGiven).map(({ id, criterion, value }): Outcome => {
					if (!log.has(id)) log.set(id, { seq: log.size + 1, criterion, value });
					return { kind: 'received', id, serverSeq: log.get(id)!.seq };
				});
				if (fate !== 1) journal = settled(journal, outcomes);
			}
			expect([...log.keys()]).toEqual(given.map((_, index) => `m${index + 1}`));
			const server = [...log.values()].map((row) => ({ teamId: 'team', ...row }));
			const newest = [...new Map(server.map((row) => [row.criterion, row])).values()];
			const cells = cellsOf(journal, newest);
			for (const { criterion, value } of newest) {
				expect(cells.get(cellKey('team', criterion))).toEqual({ value, where: 'received' });
			}
		}),
		{ numRuns: 200 }
	);
});
