import { describe, expect, it } from 'vitest';
import type { BundleIndex, OwnPassage } from '#lib/domain/admission/gate-view.ts';
import type { GateItem, ScanResult } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept } from '#lib/offline/gate-store.ts';
import {
	answeredIn,
	badgesIn,
	boundIn,
	brokenOff,
	exportedScans,
	passagesOf,
	toSend,
	withAnswer,
	withRecords
} from './scan-facts.ts';

const NOW = Date.parse('2026-12-10T01:00:00Z');

function scan(seq: number, change: Partial<GateRecordKept> = {}): GateRecordKept {
	const passage = { personId: `person-${seq}` } as OwnPassage;
	const item = { kind: 'scan', id: `scan-${seq}`, seq } as GateItem;
	return { seq, item, state: 'sent', passage, writtenAt: NOW - 60_000, ...change };
}
const people = (passages: readonly OwnPassage[]) => passages.map(({ personId }) => personId);

describe('what a gate counts on top of its roster', () => {
	it('is what was not sent, and what the server had only after the roster was asked for, however long ago', () => {
		const records = [
			scan(1, { sentAt: NOW - 1 }),
			scan(2, { state: 'unsent' }),
			scan(3, { writtenAt: NOW - 900_000, sentAt: NOW + 1 }),
			scan(4, { state: 'stuck' })
		];
		expect(people(passagesOf(records, NOW))).toEqual(['person-2', 'person-3', 'person-4']);
	});

	it('is nothing that was taken back or let nobody in', () => {
		const item = { kind: 'void', id: 'void-1', seq: 3, scanId: 'scan-1' } as GateItem;
		const records = [
			scan(1, { state: 'unsent' }),
			scan(2, { state: 'unsent', passage: null }),
			scan(3, { item, passage: null, state: 'unsent' })
		];
		expect(passagesOf(records, NOW)).toEqual([]);
	});
});

describe('a record', () => {
	it('stays to be sent without the server’s word, and is put aside where the server cannot take it', () => {
		const unsent = scan(1, { state: 'unsent' });
		const after = (result: ScanResult | undefined) => {
			const { state, refused } = withAnswer(unsent, result, NOW);
			return [state, refused ?? null];
		};
		expect([
			after(undefined),
			after({ id: 'a', status: 'stored', code: 'ADMIT', facts: {}, overridden: false }),
			after({ id: 'a', status: 'replay', code: 'ALREADY', facts: {}, overridden: false }),
			after({ id: 'a', status: 'void_refused', code: 'undo_needs_supervisor' }),
			after({ id: 'a', status: 'id_reuse' }),
			after({ id: null, status: 'invalid' })
		]).toEqual([
			['unsent', null],
			['sent', null],
			['sent', null],
			['sent', 'undo_needs_supervisor'],
			['stuck', null],
			['stuck', null]
		]);
	});

	it('waits while it is being answered, and a taking back waits for its showing', () => {
		const item = { kind: 'void', id: 'void-1', seq: 3, scanId: 'scan-1' } as GateItem;
		const records = [
			scan(1, { state: 'unsent' }),
			scan(2, { state: 'unsent' }),
			scan(3, { item, passage: null, state: 'unsent' })
		];
		const sent = (held: readonly string[]) => toSend(records, held).map(({ seq }) => seq);
		expect([sent([]), sent(['scan-1']), sent(['scan-2'])]).toEqual([[1, 2, 3], [2], [1, 3]]);
	});

	it('that broke off before its colour says that nobody saw an answer, once', () => {
		const broken = (seen: string | null, offline: boolean, state: 'unsent' | 'sent' = 'unsent') =>
			scan(1, { state, item: { kind: 'scan', id: 'a', seq: 1, seen, offline } as GateItem });
		expect(brokenOff([broken(null, false)])).toMatchObject([{ item: { offline: true, seen: null } }]);
		expect(
			brokenOff([broken(null, true), broken('ADMIT_OFFLINE', true), broken(null, false, 'sent')])
		).toEqual([]);
	});

	it('of a temporary badge makes it somebody’s here at once, unless the server refused it', () => {
		const index = { delegates: new Map([['d', { delegateId: 'd', name: 'An' }]]) } as unknown as BundleIndex;
		const bind = (seq: number, change: object, refused?: string) => {
			const item = { kind: 'bind', id: `b${seq}`, seq, guest: null, ...change } as GateItem;
			return scan(seq, { item, passage: null, ...(refused ? { refused } : {}) });
		};
		const bound = boundIn(
			[
				bind(1, { credential: 'c1', delegateId: 'd' }),
				bind(2, { credential: 'c2', delegateId: 'g', guest: { fullName: 'Khách', title: null } }),
				bind(3, { credential: 'c3', delegateId: 'd' }, 'reception_temporary_bound'),
				{ ...bind(4, { credential: 'c4', delegateId: 'd' }), state: 'stuck' }
			],
			index
		);
		expect([...bound].map(([credential, { name }]) => [credential, name])).toEqual([
			['c1', 'An'],
			['c2', 'Khách']
		]);
	});

	it('is exported as long as only this tablet has it', () => {
		const records = [scan(1), scan(2, { state: 'unsent' }), scan(3, { state: 'stuck' })];
		const file = JSON.parse(exportedScans(records)) as { records: { seq: number }[] };
		expect(file.records.map(({ seq }) => seq)).toEqual([2, 3]);
	});

	it('takes the place of itself only', () => {
		const records = [scan(1), scan(2)];
		expect(withRecords(records, [scan(2, { state: 'stuck' })]).map(({ state }) => state)).toEqual([
			'sent',
			'stuck'
		]);
	});
});

it('is the answer to a showing, and no answer to an undo', () => {
	const answer = { facts: {}, overridden: false };
	expect(answeredIn({ id: 'a', status: 'stored', code: 'ADMIT', ...answer })).toMatchObject({
		code: 'ADMIT'
	});
	expect(answeredIn({ id: 'a', status: 'stored', code: 'VOIDED', ...answer })).toBeNull();
	expect(answeredIn({ id: 'a', status: 'id_reuse' })).toBeNull();
});

it('counts different badges in a picture, and nothing else', () => {
	expect(badgesIn(['https://example.org', '84123', 'xin chào'])).toEqual([]);
});
