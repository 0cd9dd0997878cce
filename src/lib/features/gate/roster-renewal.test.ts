import { expect, it } from 'vitest';
import type { GateBundle } from '#lib/domain/admission/bundle.ts';
import type { BundleAnswer } from '#lib/live/gate-protocol.ts';
import { renewedBy } from './roster-renewal.ts';

const bundle = (rev: number, eventTag = 7) =>
	({ eventTag, rev, delegates: [], credentials: [], presences: [] }) as unknown as GateBundle;
const whole = (rev: number, eventTag = 7) =>
	({ kind: 'whole', bundle: bundle(rev, eventTag) }) as BundleAnswer;
const delta = (fromRev: number, toRev: number) =>
	({
		kind: 'delta',
		delta: {
			...{ eventTag: 7, fromRev, toRev, delegates: [], credentials: [], presences: [] },
			...{ goneDelegates: [], goneCredentials: [], gonePresences: [] }
		}
	}) as unknown as BundleAnswer;
const rev = (renewal: ReturnType<typeof renewedBy>) =>
	renewal.kind === 'renewed' ? renewal.bundle.rev : renewal.kind;

it('a roster takes what is newer', () => {
	expect(rev(renewedBy(whole(40), null, null))).toBe(40);
	expect(rev(renewedBy(delta(40, 42), bundle(40), 40))).toBe(42);
	expect(rev(renewedBy(delta(40, 42), bundle(41), 40))).toBe(42);
});

it('passages that were told while an answer was on its way are not lost to it', () => {
	expect(rev(renewedBy(whole(40), bundle(41), 38))).toBe('overtaken');
	expect(rev(renewedBy(delta(38, 40), bundle(41), 38))).toBe(41);
});

it('a server that was restored from a copy, or another conference, is believed', () => {
	expect(rev(renewedBy(whole(12), bundle(41), 41))).toBe(12);
	expect(rev(renewedBy(whole(3, 8), bundle(41), 38))).toBe(3);
});

it('what does not fit asks for the whole', () => {
	expect(rev(renewedBy(delta(41, 42), bundle(38), 38))).toBe('whole-needed');
	expect(rev(renewedBy(delta(1, 2), null, null))).toBe('whole-needed');
});
