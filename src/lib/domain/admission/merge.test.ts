import { describe, expect, it } from 'vitest';
import { autoExits } from './auto-exit.ts';
import { merge, type Merged } from './merge.ts';
import { after, FACTS, scan, voided } from './merge.fixture.ts';
import { isInside } from './presence.ts';
import { openConflicts, otherPersons, settlementProblem, type Settlement } from './resolution.ts';
import { seqGaps, type GateRecord } from './scan.ts';

const merged = (...records: readonly GateRecord[]) => merge(records, FACTS);
const standings = ({ people }: Merged) =>
	Object.fromEntries(people.flatMap(({ scans }) => scans.map(({ scanId, standing }) => [scanId, standing])));
const insideAt = ({ people }: Merged, at: string) =>
	people.flatMap(({ checkpointId, personId, presence }) =>
		checkpointId === 'doors' && isInside(presence, new Date(at)) ? [personId] : []
	);

describe('one badge at two gates, both offline', () => {
	const all = merged(scan('late', 500, 'G1', 'an'), scan('early', 60, 'G2', 'an'));

	it('counts the first by corrected time and raises a conflict for the other', () => {
		expect(standings(all)).toEqual({ early: 'counted', late: 'conflict' });
		expect(all.conflicts).toEqual([
			{
				id: 'duplicate late',
				kind: 'duplicate',
				checkpointId: 'hall',
				personId: 'an',
				scanId: 'late',
				canonicalScanId: 'early',
				gapMs: 440_000,
				severity: 'high',
				isUncertain: false,
				bundleRevs: [40, 40]
			}
		]);
	});

	it('is one head before and after it is settled', () => {
		expect(all.headCount).toEqual({ hall: 1, doors: 0, coffee: 0 });
	});

	it('is of low severity within a minute side by side, and high a second later or at another place', () => {
		const severity = (seconds: number, gateGroup: string) =>
			merged(
				scan('a', 0, 'G1', 'an', { gateGroup: 'main' }),
				scan('b', seconds, 'G2', 'an', { gateGroup })
			).conflicts.map((conflict) => conflict.severity);
		expect([severity(60, 'main'), severity(61, 'main'), severity(10, 'back')]).toEqual([
			['low'],
			['high'],
			['high']
		]);
	});
});

describe('one gate online and one offline', () => {
	it('counts the offline entry that was earlier and reclassifies the online one, for all to see', () => {
		const all = merged(
			scan('online', 300, 'G1', 'an', { offline: false, localCode: 'ADMIT', shown: 'ADMIT' }),
			scan('offline', 200, 'G2', 'an')
		);
		expect(all.people[0]!.scans).toMatchObject([
			{ scanId: 'offline', standing: 'counted', isReclassified: false },
			{ scanId: 'online', standing: 'conflict', isReclassified: true }
		]);
	});
});

describe('the same showing', () => {
	it('twice on one device within five seconds is an echo, after that a conflict', () => {
		expect(standings(merged(scan('a', 0, 'G1', 'an'), scan('b', 5, 'G1', 'an')))['b']).toBe('echo');
		expect(standings(merged(scan('a', 0, 'G1', 'an'), scan('b', 6, 'G1', 'an')))['b']).toBe('conflict');
		expect(standings(merged(scan('a', 0, 'G1', 'an'), scan('b', 5, 'G2', 'an')))['b']).toBe('conflict');
	});

	it('refused the second time is as it should be', () => {
		const refused = scan('b', 300, 'G2', 'an', { localCode: 'ALREADY', shown: 'ALREADY' });
		const all = merged(scan('a', 0, 'G1', 'an'), refused);
		expect([standings(all)['b'], all.conflicts]).toEqual(['duplicate-refused', []]);
	});

	it('let in again by a supervisor, knowingly, is no conflict and no second head', () => {
		const again = scan('b', 300, 'G2', 'an', {
			localCode: 'ALREADY',
			shown: 'ALREADY',
			override: { by: 'supervisor', reason: 'ra ngoài nghe điện thoại' }
		});
		const all = merged(scan('a', 0, 'G1', 'an'), again);
		expect([standings(all)['b'], all.conflicts, all.headCount['hall']]).toEqual(['readmitted', [], 1]);
	});

	it('on a tablet that died before it showed its answer, then on another, is nobody’s fault', () => {
		const all = merged(scan('died', 0, 'G1', 'an', { shown: null }), scan('next', 20, 'G2', 'an'));
		expect([standings(all), all.conflicts]).toEqual([{ died: 'counted', next: 'unseen' }, []]);
	});
});

describe('a record that takes a scan back', () => {
	it('holds in whatever order it arrives, and the next scan counts in its place', () => {
		const records = [voided('a'), scan('b', 300, 'G2', 'an'), scan('a', 0, 'G1', 'an')];
		for (const order of [records, records.toReversed()])
			expect(standings(merge(order, FACTS))).toEqual({ a: 'voided', b: 'counted' });
	});

	it('leaves nobody behind where it took back the only entry', () => {
		expect(merged(scan('a', 0, 'G1', 'an'), voided('a')).headCount['hall']).toBe(0);
	});
});

describe('a withdrawn badge', () => {
	const at = (seconds: number, change = {}) =>
		merged(scan('a', seconds, 'G1', 'an', { credential: 'withdrawn', ...change })).conflicts;

	it('that a gate with an old roster let in is reported with the roster’s revision', () => {
		expect(at(160)).toMatchObject([
			{
				id: 'revoked_admitted a',
				kind: 'revoked_admitted',
				severity: 'high',
				gapMs: 60_000,
				bundleRevs: [40]
			}
		]);
	});

	it('was good before it was withdrawn, on the way out, and for a supervisor who knew', () => {
		expect(at(99)).toEqual([]);
		expect(at(160, { direction: 'out', localCode: 'EXIT_OK', shown: 'EXIT_OK' })).toEqual([]);
		expect(at(160, { override: { by: 'supervisor', reason: 'đã đối chiếu giấy tờ' } })).toEqual([]);
	});
});

describe('a tablet whose clock nobody knows', () => {
	it('never displaces a scan whose time is known, and raises the severity', () => {
		const unknown = scan('unknown', 10, 'G1', 'an', { offset: null, gateGroup: 'main' });
		const known = scan('known', 20, 'G2', 'an', { gateGroup: 'main' });
		const all = merged(unknown, known);
		expect(standings(all)).toEqual({ known: 'counted', unknown: 'conflict' });
		expect(all.conflicts).toMatchObject([{ severity: 'high', isUncertain: true }]);
	});

	it('is corrected by its offset, five minutes fast', () => {
		const fast = scan('fast', 310, 'G1', 'an', { offset: { offsetMs: 300_000, roundTripMs: 40 } });
		expect(standings(merged(fast, scan('right', 60, 'G2', 'an')))).toEqual({
			fast: 'counted',
			right: 'conflict'
		});
	});

	it('is held between the making of its bundle and the receipt, and then is not believed', () => {
		const future = scan('future', 90_000, 'G1', 'an');
		const past = scan('past', -90_000, 'G1', 'binh');
		expect(merged(future, past).people.map(({ scans }) => scans)).toMatchObject([
			[{ at: after(9000), isCertain: false }],
			[{ at: after(-3600), isCertain: false }]
		]);
	});
});

describe('coming and going', () => {
	const out = { checkpointId: 'doors', direction: 'out', localCode: 'EXIT_OK', shown: 'EXIT_OK' } as const;
	const doors = { checkpointId: 'doors' } as const;

	it('is no conflict through different gates, and an entry while inside is one', () => {
		const all = merged(
			scan('in', 0, 'G1', 'an', doors),
			scan('out', 100, 'G2', 'an', out),
			scan('back', 200, 'G3', 'an', doors),
			scan('twice', 400, 'G1', 'an', doors)
		);
		expect(standings(all)).toEqual({ in: 'counted', out: 'counted', back: 'counted', twice: 'conflict' });
	});

	it('gives a third coffee of two only once', () => {
		const coffee = (id: string, seconds: number, device: string) =>
			scan(id, seconds, device, 'an', { checkpointId: 'coffee' });
		const all = merged(coffee('1', 0, 'G1'), coffee('2', 60, 'G1'), coffee('3', 120, 'G2'));
		expect(standings(all)).toEqual({ 1: 'counted', 2: 'counted', 3: 'conflict' });
	});

	it('ends with the session for who forgot the way out, once however often it is written', () => {
		const records = [
			scan('an in', 0, 'G1', 'an', doors),
			scan('binh in', 0, 'G1', 'binh', doors),
			scan('binh out', 60, 'G1', 'binh', out)
		];
		const before = merge(records, FACTS);
		expect(insideAt(before, after(3000))).toEqual(['an']);
		const exits = autoExits(before, { checkpointId: 'doors', endsAt: after(3600) });
		expect(exits).toMatchObject([{ personId: 'an', direction: 'out', method: 'system' }]);
		const closed = merge([...records, ...exits, ...exits], FACTS);
		expect(insideAt(closed, after(3601))).toEqual([]);
		expect(autoExits(closed, { checkpointId: 'doors', endsAt: after(3600) })).toEqual([]);
		expect(closed.headCount['doors']).toBe(2);
	});
});

describe('a conflict that was settled', () => {
	const settlement = (conflictId: string): Settlement => ({
		conflictId,
		resolution: 'two-persons-one-badge',
		reason: 'hai anh em cùng tên',
		by: 'supervisor',
		at: after(9000)
	});

	it('stays settled when an older scan arrives and takes the first place', () => {
		const two = [scan('b', 100, 'G1', 'an'), scan('c', 300, 'G2', 'an')];
		const settled = merge(two, FACTS).conflicts.map(({ id }) => settlement(id));
		const three = merge([...two, scan('a', 10, 'G3', 'an')], FACTS);
		expect(openConflicts(three.conflicts, settled).map(({ id }) => id)).toEqual(['duplicate b']);
		expect(otherPersons(settled)).toBe(1);
	});

	it('needs a reason, a finding that can be, and is settled once', () => {
		const [duplicate] = merged(scan('a', 0, 'G1', 'an'), scan('b', 90, 'G2', 'an')).conflicts;
		const [revoked] = merged(scan('r', 160, 'G1', 'an', { credential: 'withdrawn' })).conflicts;
		expect(settlementProblem(duplicate!, 'clerical', '  ', [])).toBe('settlement_reason_missing');
		expect(settlementProblem(revoked!, 'same-person-twice', 'quét hai lần', [])).toBe(
			'settlement_not_for_this'
		);
		expect(settlementProblem(duplicate!, 'badge-lent', 'cho mượn thẻ', [])).toBeNull();
		expect(settlementProblem(duplicate!, 'badge-lent', 'cho mượn thẻ', [settlement(duplicate!.id)])).toBe(
			'settlement_done'
		);
	});
});

describe('records that never came', () => {
	it('are named by device and number, also at the end', () => {
		const own = (deviceId: string, seq: number) => ({ deviceId, seq });
		expect(seqGaps([own('G2', 1), own('G2', 5), own('G1', 1)], { G1: 3, G3: 0 })).toEqual([
			{ deviceId: 'G1', missing: [2, 3] },
			{ deviceId: 'G2', missing: [2, 3, 4] }
		]);
	});
});
