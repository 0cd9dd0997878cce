import { expect, test } from 'vitest';
import type { CeremonyView } from './ceremony-protocol.ts';
import { heardBeat, heardView } from './ceremony-sync.ts';

const view = (seq: number, number: number): CeremonyView => ({
	roundId: 'R',
	channel: 'live',
	seq,
	phase: 'running',
	isHeld: false,
	number,
	step: { kind: 'opening' },
	previous: null,
	contest: { title: { vi: 'Hội thi', en: 'Contest' }, isInvented: false },
	round: { name: 'Chung khảo', nameEn: null },
	freeBelow: 0,
	pictures: []
});
const beat = (seq: number) => ({ roundId: 'R', channel: 'live' as const, seq, number: 1, now: 0 });

test('going back is newer than what was shown, and a view that comes late shows nothing', () => {
	const back = heardView(view(7, 5), view(8, 4));
	expect(back).toEqual({ shown: view(8, 4), isBehind: false });
	expect(heardView(back.shown, view(7, 5)).shown).toEqual(view(8, 4));
});

test('a beat tells a follower that it missed a step', () => {
	expect([
		heardBeat(null, beat(1)),
		heardBeat(view(3, 2), beat(4)),
		heardBeat(view(4, 2), beat(4))
	]).toMatchObject([{ isBehind: true }, { isBehind: true }, { isBehind: false }]);
});
