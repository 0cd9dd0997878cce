import { expect, test } from 'vitest';
import { PressJournal, type KeptPress, type PressAnswer } from './press-journal.ts';

function keeping() {
	const kept = new Map<string, string>();
	return {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, text: string) => void kept.set(name, text)
	};
}

const press = (pressId: string, kind: KeptPress['kind'], pressedAt: number): KeptPress => ({
	pressId,
	kind,
	pressedAt,
	teamId: 'team',
	partKey: 'skit',
	attempt: 1,
	deviceTime: pressedAt,
	clockOffsetMs: null
});

test('presses made without network are kept over a reload and delivered in order with how long they waited', async () => {
	const store = keeping();
	let isOnline = false;
	let now = 1000;
	const sent: [string, number][] = [];
	const open = () =>
		new PressJournal({
			name: 'clock',
			keeping: store,
			now: () => now,
			send: async ({ pressId }, waitedMs): Promise<PressAnswer> => {
				if (!isOnline) return { kind: 'unsent' };
				sent.push([pressId, waitedMs]);
				return { kind: 'taken' };
			}
		});
	const first = open();
	first.add(press('a', 'start', 1000));
	expect(await first.deliver()).toEqual({ refused: [], stopped: 'unsent' });
	now = 301_000;
	const second = open();
	second.add(press('b', 'stop', 301_000));
	isOnline = true;
	now = 311_000;
	expect(await second.deliver()).toEqual({ refused: [], stopped: null });
	expect(sent).toEqual([
		['a', 310_000],
		['b', 10_000]
	]);
	expect(open().kept).toEqual([]);
});

test('a press that is refused is told and does not hold up the next; a sleeping tablet keeps them all', async () => {
	const answers: PressAnswer[] = [
		{ kind: 'asleep' },
		{ kind: 'refused', text: 'Đồng hồ đang chạy rồi' },
		{ kind: 'taken' }
	];
	const journal = new PressJournal({
		name: 'clock',
		keeping: keeping(),
		now: () => 0,
		send: async () => answers.shift()!
	});
	journal.add(press('a', 'start', 0));
	journal.add(press('b', 'stop', 0));
	expect(await journal.deliver()).toEqual({ refused: [], stopped: 'asleep' });
	expect(journal.kept).toHaveLength(2);
	const { refused } = await journal.deliver();
	expect(refused.map(({ pressId, text }) => [pressId, text])).toEqual([['a', 'Đồng hồ đang chạy rồi']]);
	expect(journal.kept).toEqual([]);
});
