import { expect, it } from 'vitest';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { GateItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, ShownKept } from '#lib/offline/gate-store.ts';
import { lastScans, shownOf } from './last-scans.ts';

const AT = Date.parse('2026-12-10T01:00:00Z');
const ROSTER: Readonly<Record<string, string>> = { an: 'Nguyễn Văn An', binh: 'Trần Thị Bình' };
const byRoster = (_scanId: string, delegateId: string | null) => ROSTER[delegateId ?? ''] ?? '';

function scan(seq: number, code: VerdictCode | null, change: Partial<ShownKept> = {}): GateRecordKept {
	const item = { kind: 'scan', id: `scan-${seq}`, seq } as GateItem;
	const shown = { at: AT + seq, overridden: false, isOffline: false, delegateId: 'an', ...change };
	const record = { seq, item, state: 'unsent', passage: null, writtenAt: 0 } as const;
	return code ? { ...record, shown: { ...shown, code } } : record;
}
function takingBack(seq: number, of: number, refused?: string): GateRecordKept {
	const item = { kind: 'void', id: `void-${seq}`, seq, scanId: `scan-${of}` } as GateItem;
	return { seq, item, state: 'sent', passage: null, writtenAt: 0, ...(refused ? { refused } : {}) };
}
const line = (records: readonly GateRecordKept[], nameOf = byRoster) =>
	lastScans(records, nameOf).map(({ name, title, isUndone }) => [name, title, isUndone]);

it('the journal says which five showings people saw last, the newest first', () => {
	const records = [1, 2, 3, 4, 5, 6].map((seq) => scan(seq, 'ADMIT'));
	expect(lastScans(records, byRoster).map(({ scanId }) => scanId)).toEqual(
		[6, 5, 4, 3, 2].map((seq) => `scan-${seq}`)
	);
	expect(lastScans(records, byRoster)[0]).toMatchObject({ atMs: AT + 6, code: 'ADMIT', isOffline: false });
});

it('each is called as its card was: by the answer, by the supervisor’s word, or by what was handed over', () => {
	const records = [
		scan(1, 'ALREADY'),
		scan(2, 'ALREADY', { overridden: true }),
		scan(3, 'ADMIT', { isLogged: true, isHandOver: true }),
		scan(4, 'ADMIT_OFFLINE', { isOffline: true })
	];
	expect(line(records).map(([, title]) => title)).toEqual([
		'MỜI VÀO (chưa đồng bộ)',
		'ĐÃ GIAO',
		'CHO VÀO',
		'ĐÃ ĐIỂM DANH'
	]);
});

it('a showing whose answer nobody saw is not in the list', () => {
	expect(line([scan(1, null), scan(2, 'ADMIT')])).toHaveLength(1);
});

it('what was taken back says so, unless the server refused to take it back', () => {
	const undone = (records: readonly GateRecordKept[]) => line(records).map(([, , isUndone]) => isUndone);
	expect(undone([scan(1, 'ADMIT'), scan(2, 'ADMIT'), takingBack(3, 1)])).toEqual([false, true]);
	expect(undone([scan(1, 'ADMIT'), takingBack(2, 1, 'undo_needs_supervisor')])).toEqual([false]);
});

it('a name is there only as long as the roster on the tablet has it', () => {
	expect(line([scan(1, 'ADMIT', { delegateId: 'binh' })])).toMatchObject([
		['Trần Thị Bình', 'MỜI VÀO', false]
	]);
	expect(line([scan(1, 'ADMIT', { delegateId: 'binh' })], () => '')).toMatchObject([['', 'MỜI VÀO', false]]);
	expect(line([scan(1, 'FORGED', { delegateId: null })])).toMatchObject([['', 'MÃ KHÔNG HỢP LỆ', false]]);
});

it('what is kept of an answer holds no name', () => {
	const delegate = { delegateId: 'an', personId: 'p', name: 'Nguyễn Văn An', unit: 'Xã Đông' };
	const facts = { delegate, isLogged: true, credential: 'c1' } as never;
	expect(shownOf({ code: 'ADMIT', facts, overridden: false }, new Date(AT), true)).toEqual({
		...{ at: AT, code: 'ADMIT', overridden: false, isOffline: true, delegateId: 'an', isLogged: true }
	});
});
