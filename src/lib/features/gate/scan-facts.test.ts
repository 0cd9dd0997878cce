import { describe, expect, it } from 'vitest';
import type { OwnPassage } from '#lib/domain/admission/gate-view.ts';
import type { GateItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept } from '#lib/offline/gate-store.ts';
import { answeredIn, badgesIn, exportedScans, passagesOf, stateAfter, withRecords } from './scan-facts.ts';

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
		expect([
			stateAfter(undefined),
			stateAfter({ id: 'a', status: 'stored', code: 'ADMIT', facts: {}, overridden: false }),
			stateAfter({ id: 'a', status: 'replay', code: 'ALREADY', facts: {}, overridden: false }),
			stateAfter({ id: 'a', status: 'void_refused', code: 'undo_needs_supervisor' }),
			stateAfter({ id: 'a', status: 'id_reuse' }),
			stateAfter({ id: null, status: 'invalid' })
		]).toEqual(['unsent', 'sent', 'sent', 'sent', 'stuck', 'stuck']);
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
