import { describe, expect, it, vi } from 'vitest';
import { gateView, indexed, ownOver, withPassage } from '#lib/domain/admission/gate-view.ts';
import { bundleAfter, codeOf, instant } from '#lib/domain/admission/world.fixture.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { ScanAck } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, NewItem } from '#lib/offline/gate-store.ts';
import { passagesOf } from './scan-facts.ts';
import { Showings } from './showings.ts';
import { Stamps } from './stamps.ts';
import type { Scanner } from './scanner.svelte.ts';

const AN = { kind: 'code', text: codeOf({ badge: 'an' }) } as const;
const NOW = instant('2026-11-30T08:00:00');

/** A gate of the fixture’s conference with a journal in memory; `server` answers what it is asked. */
function gate(server: ((id: string) => Promise<ScanAck>) | null) {
	const index = indexed(bundleAfter([]));
	const shown: [code: VerdictCode, isOffline: boolean][] = [];
	/** What another page of the same tablet has written, and this one has not read. */
	let others: GateRecordKept[] = [];
	let records: readonly GateRecordKept[] = [];
	let own = ownOver(index, []);
	const hooks = { beforeKeep: async () => {} };
	const scanner = {
		isOnline: server !== null,
		isOver: false,
		isWiped: false,
		isAsking: false,
		withSound: false,
		notice: null,
		clock: null,
		now: NOW,
		stamps: new Stamps(),
		corrections: { late: vi.fn() },
		line: { scan: ({ id }: { id: string }) => server!(id) },
		answered: (isHeard: boolean) => (scanner.isOnline = isHeard),
		wipe: async () => {
			scanner.isWiped = true;
			scanner.isOver = true;
		},
		showCard: (_id: string, { code }: { code: VerdictCode }, { isOffline }: { isOffline: boolean }) =>
			void shown.push([code, isOffline]),
		roster: {
			kept: {
				bundle: index.bundle,
				standing: { gate: { name: 'Cửa 1' }, deviceId: 'd1' },
				askedAt: 0
			},
			view: (last: null) => gateView(index, own, last),
			passed: (passage: never) => (own = passage ? withPassage(index, own, passage) : own),
			recount: () => (own = ownOver(index, passagesOf(records, 0)))
		},
		queue: {
			get records() {
				return records;
			},
			write: async (item: NewItem, passage: GateRecordKept['passage'], seen?: GateRecordKept['shown']) => {
				if (others.length > 0) {
					records = [...records, ...others];
					others = [];
					return null;
				}
				const seq = records.length + 1;
				const record = {
					seq,
					item: { ...item, seq },
					state: 'unsent',
					passage,
					writtenAt: 0
				} as GateRecordKept;
				records = [...records, seen ? { ...record, shown: seen } : record];
				return records.at(-1);
			},
			keep: async (changed: readonly GateRecordKept[]) => {
				await hooks.beforeKeep();
				records = records.map((one) => changed.find(({ seq }) => seq === one.seq) ?? one);
			},
			release: () => {},
			send: async () => {},
			scan: () => null,
			whileAsking: <T>(_id: string, work: Promise<T>) => work
		}
	};
	const showings = new Showings(scanner as unknown as Scanner);
	const checkpoint = index.bundle.checkpoints.find(({ id }) => id === 'hall')!;
	const operator = { id: 'lan', name: 'Lan', role: 'steward', mark: 'm' } as const;
	const failed = vi.fn();
	const show = async (what: Parameters<Showings['take']>[1]) => {
		await showings.take({ operator, checkpoint, direction: 'in' }, what, 'camera', {
			override: null,
			failed
		});
		expect(failed).not.toHaveBeenCalled();
	};
	return {
		...{ scanner, hooks, shown, show },
		get records() {
			return records;
		},
		writtenElsewhere: (...more: GateRecordKept[]) => (others = more)
	};
}
const says = (code: VerdictCode, facts: object = {}): ScanAck => ({
	ok: true,
	result: { id: 'x', status: 'stored', code: code as never, facts, overridden: false },
	serverTime: 0
});
const later = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value));

describe('a gate that would say "come in" by its roster', () => {
	it('says so without a server, and then that the person is in', async () => {
		const { show, shown } = gate(null);
		await show(AN);
		await show({ kind: 'delegate', delegateId: 'an' });
		expect(shown).toEqual([
			['ADMIT_OFFLINE', true],
			['ALREADY', true]
		]);
	});

	it('says what the server says, also where that comes while its own answer is being written down', async () => {
		const slow = gate(() => later(450, says('REVOKED')));
		slow.hooks.beforeKeep = () => later(120, undefined);
		await slow.show(AN);
		expect(slow.shown).toEqual([['REVOKED', false]]);
		expect(slow.records).toMatchObject([{ state: 'sent', passage: null, shown: { code: 'REVOKED' } }]);
	});

	it('keeps to the server’s no when the network goes right after it', async () => {
		const here = gate(async () => says('ALREADY', { delegate: { delegateId: 'an', personId: 'person-an' } }));
		await here.show(AN);
		here.scanner.isOnline = false;
		await here.show({ kind: 'delegate', delegateId: 'an' });
		expect(here.shown).toEqual([
			['ALREADY', false],
			['ALREADY', true]
		]);
	});

	it('shows nothing once the server says that it is no gate, and nobody saw its answer', async () => {
		const here = gate(async () => ({ ok: false, code: 'gate_not_paired' }));
		await here.show(AN);
		expect(here.shown).toEqual([]);
		expect(here.records).toMatchObject([{ state: 'unsent', item: { seen: null, offline: true } }]);
		expect(here.records[0]!.shown).toBeUndefined();
	});

	it('shows nothing where the tablet is revoked, or another page takes over, while it asks', async () => {
		for (const isWiped of [true, false]) {
			const here = gate(() => later(50, says('ADMIT')));
			setTimeout(() => Object.assign(here.scanner, { isOver: true, isWiped }), 10);
			await here.show(AN);
			expect(here.shown).toEqual([]);
		}
	});

	it('decides anew where another page of the same tablet has let the person in meanwhile', async () => {
		const first = gate(null);
		await first.show(AN);
		const second = gate(null);
		second.writtenElsewhere(...first.records);
		await second.show(AN);
		expect(second.shown).toEqual([['ALREADY', true]]);
		expect(second.records).toHaveLength(2);
	});
});
