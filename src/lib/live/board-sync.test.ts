import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hall } from './board.fixture.ts';
import { officialBoard } from './board-view.ts';
import { received, type BoardMessage, type Shown } from './board-sync.ts';
import { diff } from './patch.ts';

const roundId = 'r';
const now = 0;
const versions = [0, 1, 2, 3, 4, 5, 6].map((performed) =>
	officialBoard(hall({ teams: 6, performed, publicBoard: 'atTheEnd' }))
);
const snapshot = (v: number): BoardMessage => ({
	kind: 'snapshot',
	roundId,
	v,
	at: v,
	now,
	view: versions[v]!
});
const patch = (from: number, v: number): BoardMessage => ({
	kind: 'patch',
	roundId,
	from,
	v,
	at: v,
	now,
	patch: diff(versions[from]!, versions[v]!)
});
const beat = (v: number): BoardMessage => ({ kind: 'beat', roundId, v, now });

test('a patch is used only on the version it was made for', () => {
	const shown: Shown = { version: 2, at: 2, view: versions[2]! };
	expect(received(shown, patch(2, 3))).toEqual({
		shown: { version: 3, at: 3, view: versions[3] },
		isBehind: false
	});
	expect(received(shown, patch(1, 2))).toEqual({ shown, isBehind: false });
	expect(received(shown, patch(3, 4))).toEqual({ shown, isBehind: true });
	expect(received(null, patch(0, 1))).toEqual({ shown: null, isBehind: true });
});

test('a heartbeat tells a screen that it has missed something', () => {
	const shown: Shown = { version: 2, at: 2, view: versions[2]! };
	expect(received(shown, beat(2))).toEqual({ shown, isBehind: false });
	expect(received(shown, beat(3))).toEqual({ shown, isBehind: true });
});

test('E28: whatever is lost, doubled or late, a screen never shows anything but a true version, and a snapshot heals it', () => {
	const message = fc.oneof(
		fc.nat(6).map(snapshot),
		fc.nat(6).map(beat),
		fc
			.tuple(fc.nat(5), fc.integer({ min: 1, max: 3 }))
			.map(([from, by]) => patch(from, Math.min(6, from + by)))
	);
	fc.assert(
		fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
			let shown: Shown | null = null;
			for (const each of messages) {
				({ shown } = received(shown, each));
				if (shown) expect(shown.view).toEqual(versions[shown.version]);
			}
			expect(received(shown, snapshot(6)).shown?.view).toEqual(versions[6]);
		})
	);
});
