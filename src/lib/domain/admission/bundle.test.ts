import { describe, expect, it } from 'vitest';
import { applyDelta, presenceKey, type BundleDelta } from './bundle.ts';
import { decide } from './decide.ts';
import { byShortCode, gateView, indexed, ownOver, withPassage, type OwnPassage } from './gate-view.ts';
import { printedShortCode, shortCode } from './short-code.ts';
import { bundleAfter, checkpointCalled, codeOf, instant, type Past } from './world.fixture.ts';

const bundle = bundleAfter([]);
const hall = checkpointCalled('hall');
const an = bundle.delegates.find(({ delegateId }) => delegateId === 'an')!;
const nobody: Past[] = [];

const delta = (change: Partial<BundleDelta>): BundleDelta => ({
	eventTag: bundle.eventTag,
	fromRev: 40,
	toRev: 41,
	delegates: [],
	credentials: [],
	presences: [],
	goneDelegates: [],
	goneCredentials: [],
	gonePresences: [],
	...change
});

describe('a gate’s bundle', () => {
	it('takes in what changed: a row that is new, one that is other, one that is gone', () => {
		const renamed = { ...an, name: 'Nguyễn Văn An' };
		const late = { ...an, delegateId: 'late', personId: 'person-late', name: 'Phạm Thị Quý' };
		const renewed = applyDelta(bundle, delta({ delegates: [renamed, late], goneDelegates: ['binh'] }));
		if (renewed.kind !== 'applied') throw new Error(renewed.kind);
		const names = renewed.bundle.delegates.map(({ name }) => name);
		expect(renewed.bundle.rev).toBe(41);
		expect(names).toHaveLength(bundle.delegates.length);
		expect([names[0], names.at(-1), names.includes('binh')]).toEqual([
			'Nguyễn Văn An',
			'Phạm Thị Quý',
			false
		]);
		expect(bundle.delegates[0]!.name).toBe('an');
	});

	it('takes an overlapping change, knows one that it has, and asks for the whole after a gap', () => {
		expect(applyDelta(bundle, delta({ fromRev: 30, toRev: 45 })).kind).toBe('applied');
		expect(applyDelta(bundle, delta({ fromRev: 30, toRev: 40 })).kind).toBe('known');
		expect(applyDelta(bundle, delta({ fromRev: 41, toRev: 42 }))).toEqual({ kind: 'resync', reason: 'gap' });
		expect(applyDelta(bundle, delta({ eventTag: 1 }))).toEqual({ kind: 'resync', reason: 'other-event' });
	});

	it('hears of a withdrawn badge, a changed checkpoint and a voided entry', () => {
		const own = bundle.credentials.find(({ delegateId }) => delegateId === 'an')!;
		const came = bundleAfter([
			{ person: 'binh', checkpoint: 'hall', at: '2026-11-30T07:42:00', direction: 'in' }
		]);
		const renewed = applyDelta(
			came,
			delta({
				credentials: [{ ...own, status: 'lost' }],
				checkpoints: [
					{ ...hall, hours: [{ opensAt: '2026-12-01T00:00:00Z', closesAt: '2026-12-01T09:00:00Z' }] }
				],
				gonePresences: [{ checkpointId: 'hall', personId: 'person-binh' }]
			})
		);
		if (renewed.kind !== 'applied') throw new Error(renewed.kind);
		const view = gateView(indexed(renewed.bundle), new Map(), null);
		const now = instant('2026-11-30T09:00:00');
		const answer = (badge: string) =>
			decide(view, view.checkpoints[0]!, { kind: 'code', text: codeOf({ badge }) }, now, 'in').code;
		expect([answer('an'), answer('binh')]).toEqual(['REVOKED', 'NOT_YET']);
		expect(view.presence('hall', 'person-binh')).toBeNull();
	});
});

describe('a gate’s own passages', () => {
	const passed = (at: string, scanId = at): OwnPassage => ({
		checkpointId: 'hall',
		personId: an.personId,
		seen: {
			scanId,
			at: instant(at).toISOString(),
			direction: 'in',
			gate: 'Cửa 2',
			operator: 'Hạnh',
			deviceId: 'tablet-2'
		}
	});
	const key = presenceKey({ checkpointId: 'hall', personId: an.personId });

	it('count at once, before anything is sent', () => {
		const index = indexed(bundle);
		const own = withPassage(index, new Map(), passed('2026-11-30T07:42:00'));
		const shown = { kind: 'code', text: codeOf({ badge: 'an' }) } as const;
		const now = instant('2026-11-30T07:50:00');
		expect(decide(gateView(index, own, null), hall, shown, now, 'in')).toMatchObject({
			code: 'ALREADY',
			facts: { agoMs: 480_000, since: { gate: 'Cửa 2', operator: 'Hạnh' } }
		});
	});

	it('are counted once when the renewed bundle knows them already', () => {
		const known = bundleAfter([
			...nobody,
			{ person: 'an', checkpoint: 'hall', at: '2026-11-30T07:42:00', direction: 'in' }
		]);
		const index = indexed(known);
		expect(ownOver(index, [passed('2026-11-30T07:42:00', 'scan-0')]).size).toBe(0);
		expect(ownOver(index, [passed('2026-11-30T08:00:00')]).get(key)).toMatchObject({ times: 2 });
		expect(ownOver(index, [passed('2026-11-30T07:00:00')]).size).toBe(0);
	});
});

describe('a code typed from under the badge', () => {
	it('finds the badge, and nothing where a sign is wrong or the badge is of another gate’s list', () => {
		const index = indexed(bundle);
		const { credential } = bundle.credentials[0]!;
		const typed = printedShortCode(shortCode(credential)).toLowerCase();
		expect(byShortCode(index, typed)?.credential).toBe(credential);
		expect(byShortCode(index, `z${typed.slice(1)}`)).toBeNull();
		expect(byShortCode(index, shortCode('ffff000000000001'))).toBeNull();
	});
});
