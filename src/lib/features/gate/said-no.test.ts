import { describe, expect, it } from 'vitest';
import type { Sighting } from '#lib/domain/admission/presence.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { GateItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, ShownKept } from '#lib/offline/gate-store.ts';
import { saidNo, unlessNo, type Asked } from './said-no.ts';

const ASKED_AT = 1_000;
const NOW = new Date('2026-12-10T01:00:00Z');
const SINCE: Sighting = {
	...{ scanId: 's', at: '2026-12-10T00:58:00Z', direction: 'in', gate: 'Cửa 2', operator: 'Hùng' },
	deviceId: 'd2'
};

interface Kept {
	readonly text?: string;
	readonly direction?: 'in' | 'out';
	readonly sentAt?: number;
	readonly shown?: Partial<ShownKept>;
}
function record(
	seq: number,
	code: VerdictCode,
	{ text = 'an-1', direction = 'in', sentAt = ASKED_AT + seq, shown }: Kept = {}
) {
	const what = { kind: 'code', text } as const;
	const item = { kind: 'scan', id: `scan-${seq}`, seq, checkpointId: 'door', direction, what } as GateItem;
	return {
		...{ seq, item, state: 'sent', passage: null, writtenAt: 0, sentAt },
		shown: { at: 0, code, overridden: false, isOffline: false, delegateId: 'an', ...shown }
	} satisfies GateRecordKept;
}
const takingBack = (seq: number, of: number): GateRecordKept => ({
	...{ seq, state: 'sent', passage: null, writtenAt: 0, sentAt: ASKED_AT + seq },
	item: { kind: 'void', id: `void-${seq}`, seq, scanId: `scan-${of}` } as GateItem
});
const asks = (change: Partial<Asked> & { readonly text?: string } = {}): Asked => ({
	...{ checkpointId: 'door', direction: 'in', delegateId: 'an' },
	what: { kind: 'code', text: change.text ?? 'an-1' },
	...change
});
const no = (records: readonly GateRecordKept[], change = {}) =>
	saidNo(records, ASKED_AT, asks(change))?.code ?? null;

describe('what the server said no to a moment ago', () => {
	it('stays a no when the network goes: the person has passed elsewhere, or the badge is withdrawn', () => {
		expect(no([record(1, 'ALREADY')])).toBe('ALREADY');
		expect(no([record(1, 'REVOKED')])).toBe('REVOKED');
		expect(no([record(1, 'BLOCKED')], { text: 'an-2' })).toBe('BLOCKED');
	});

	it('is over once a roster was asked for after it', () => {
		expect(no([record(1, 'ALREADY', { sentAt: ASKED_AT - 1 })])).toBeNull();
	});

	it('is of the badge where the badge is bad: its bearer comes in with the new one, and the real one is not the forged one', () => {
		expect(no([record(1, 'REVOKED')], { text: 'an-2' })).toBeNull();
		expect(no([record(1, 'REPLACED')], { text: 'an-2' })).toBeNull();
		expect([no([record(1, 'FORGED')]), no([record(1, 'FORGED')], { text: 'an-2' })]).toEqual([
			'FORGED',
			null
		]);
	});

	it('is no word on somebody else, another checkpoint or the other way', () => {
		const records = [record(1, 'ALREADY')];
		expect(no(records, { delegateId: 'binh', text: 'binh-1' })).toBeNull();
		expect(no(records, { checkpointId: 'meal' })).toBeNull();
		expect(no(records, { direction: 'out' })).toBeNull();
	});

	it('is over with a passage that came after it, unless that was taken back', () => {
		const out = record(2, 'EXIT_OK', { direction: 'out', shown: { isOffline: true } });
		expect(no([record(1, 'ALREADY'), out])).toBeNull();
		expect(no([record(1, 'ALREADY'), record(2, 'ALREADY', { shown: { overridden: true } })])).toBeNull();
		expect(no([record(1, 'ALREADY'), out, takingBack(3, 2)])).toBe('ALREADY');
	});

	it('is not the gate’s own word, and not one of the hour', () => {
		expect(no([record(1, 'ALREADY', { shown: { isOffline: true } })])).toBeNull();
		expect(no([record(1, 'NOT_YET')])).toBeNull();
		expect(no([record(1, 'UNLISTED')])).toBeNull();
	});
});

it('the no takes the place of the gate’s "come in", with what the server said of the passage before', () => {
	const facts = { delegate: { delegateId: 'an' } as never, credential: 'c1' };
	const own = { code: 'ADMIT_OFFLINE', tone: 'admit-offline', facts } as const;
	const { shown } = record(1, 'ALREADY', { shown: { since: SINCE } });
	expect(unlessNo(own, shown, NOW)).toEqual({
		...{ code: 'ALREADY', tone: 'attention' },
		facts: { ...facts, since: SINCE, agoMs: 120_000 }
	});
	expect(unlessNo(own, null, NOW)).toBe(own);
	const refused = { code: 'WRONG_DAY', tone: 'refuse', facts } as const;
	expect(unlessNo(refused, shown, NOW)).toBe(refused);
});
