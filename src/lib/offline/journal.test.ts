import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeldView } from '#lib/live/judge-protocol.ts';
import {
	asGiven,
	cellKey,
	cellsOf,
	handedOver,
	handingIn,
	journalOf,
	knownSeq,
	nextDelivery,
	settled,
	undelivered,
	written,
	type Entry,
	type MarkEntry,
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
	test('E20: it is on this tablet until the server has acknowledged it', () => {
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

describe('two tablets of one judge', () => {
	const held = (id: string, value: string | null, over: Partial<HeldView> = {}): HeldView => ({
		id,
		kind: 'diverged',
		teamId: 'team',
		partKey: 'skit',
		criterion: 'skit.message',
		value,
		deviceId: 'other',
		deviceTime: 0,
		receivedAt: 0,
		decision: null,
		reason: null,
		...over
	});
	const seen = (
		entries: readonly Entry[],
		outcomes: readonly Outcome[],
		kept: readonly HeldView[],
		server = onServer('7', 50)
	) => cellsOf(journalOf('seat', entries, outcomes), server, kept).get(cellKey('team', 'skit.message'));

	test('a mark says what the judge had seen; what this tablet wrote before is always known to it', () => {
		const entries = [mark(1, '8', 'skit.message', { base: 50 }), mark(2, '9', 'skit.message', { base: 50 })];
		const journal = journalOf('seat', entries, [received(1, 60)]);
		const bases = entries.map((entry) => asGiven(journal, entry as MarkEntry).base);
		expect(bases).toEqual([50, 60]);
		expect(knownSeq(journal, { teamId: 'team', criterion: 'skit.message' }, onServer('7', 90))).toBe(90);
	});

	test('both versions stand side by side and the cell counts as not marked', () => {
		expect(seen([], [], [held('h', '3')])).toEqual({
			value: null,
			where: 'diverged',
			server: '7',
			versions: [
				{ value: '7', heldId: null, deviceId: null, deviceTime: null },
				{ value: '3', heldId: 'h', deviceId: 'other', deviceTime: 0 }
			]
		});
	});

	test('of one tablet only the newest version is asked about', () => {
		const cell = seen([], [], [held('a', '3'), held('b', '4'), held('c', '5', { deviceId: 'third' })]);
		expect(cell!.versions!.map(({ value }) => value)).toEqual(['7', '4', '5']);
	});

	test('what was picked here is picked, before the server knows it and after', () => {
		const pick = mark(1, '3', 'skit.message', { settles: ['h'] });
		expect(seen([pick], [], [held('h', '3')])).toMatchObject({ value: '3', where: 'tablet' });
		expect(seen([pick], [received(1, 60)], [held('h', '3')])).toEqual({ value: '3', where: 'received' });
	});

	test('a mark that came too late is shown beside what counts, until somebody decides', () => {
		const outcome: Outcome = { kind: 'held', id: 'm1', held: 'late' };
		const late = held('m1', '8', { kind: 'late' });
		const waiting = { value: '7', where: 'held', late: '8' };
		expect(seen([mark(1, '8')], [outcome], [])).toEqual(waiting);
		expect(seen([mark(1, '8')], [outcome], [late])).toEqual(waiting);
		expect(seen([mark(1, '8')], [outcome], [{ ...late, decision: 'declined' }])).toEqual({
			value: '7',
			where: 'received'
		});
		const accepted = [{ ...late, decision: 'accepted' as const }];
		expect(seen([mark(1, '8')], [outcome], accepted, onServer('8', 60))).toEqual({
			value: '8',
			where: 'received'
		});
	});

	test('what another tablet carried is no longer unsent, and is asked about once there is a network', () => {
		const journal = journalOf('seat', [mark(1, '8')], [{ kind: 'carried', id: 'm1' }]);
		expect(undelivered(journal)).toEqual([]);
		expect(nextDelivery(journal, 100)).toMatchObject({ kind: 'marks', entries: [{ seq: 1 }] });
		expect(cellsOf(journal, []).get(cellKey('team', 'skit.message'))).toMatchObject({ where: 'carried' });
	});

	test('a letter holds what is unsent, in order, and nothing else', () => {
		const journal = journalOf('seat', [mark(1, '8'), mark(2, '9'), final(3)], [received(1, 5)]);
		expect(handedOver(journal)).toMatchObject([
			{ kind: 'mark', id: 'm2', seq: 2, base: 5 },
			{ kind: 'final', key: 'f3', partKey: 'skit' }
		]);
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
				const outcomes = delivery.entries
					.map((entry) => asGiven(journal, entry))
					.map(({ id, criterion, value }): Outcome => {
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
