import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { coalesced } from './coalesce.ts';

test('the first change of a board is published at once, whatever the gap', async () => {
	let published = 0;
	const boards = coalesced(async () => ++published > 0, { gapMs: 60_000 });
	boards.ask('round');
	await expect.poll(() => published).toBe(1);
});

test('a burst of changes is published once every tenth of a second', async () => {
	const at: number[] = [];
	const boards = coalesced(async () => at.push(performance.now()) > 0, { gapMs: 100 });
	for (let change = 0; change < 50; change++) {
		boards.ask('round');
		await wait(5);
	}
	await boards.settled();
	expect(at.length).toBeGreaterThanOrEqual(3);
	for (let index = 1; index < at.length; index++) {
		expect(at[index]! - at[index - 1]!).toBeGreaterThanOrEqual(95);
	}
});

test('a change that comes while a board is being published is never lost', async () => {
	let state = 0;
	let published = -1;
	const boards = coalesced(
		async () => {
			const seen = state;
			await wait(10);
			published = seen;
			return true;
		},
		{ gapMs: 1 }
	);
	for (state = 1; state < 20; state++) {
		boards.ask('round');
		await wait(3);
	}
	boards.ask('round');
	await boards.settled();
	expect(published).toBe(20);
});

test('one busy board does not hold up another', async () => {
	const order: string[] = [];
	const boards = coalesced(
		async (key) => {
			if (key === 'slow') await wait(60);
			order.push(key);
			return true;
		},
		{ gapMs: 1 }
	);
	boards.ask('slow');
	boards.ask('quick');
	await boards.settled();
	expect(order).toEqual(['quick', 'slow']);
});

test('what changed nothing does not hold back the change after it', async () => {
	const at: number[] = [];
	const boards = coalesced(
		async () => {
			at.push(performance.now());
			return at.length > 1;
		},
		{ gapMs: 10_000 }
	);
	boards.ask('round');
	await expect.poll(() => at.length).toBe(1);
	boards.ask('round');
	await expect.poll(() => at.length).toBe(2);
});
