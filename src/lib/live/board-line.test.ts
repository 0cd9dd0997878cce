import { expect, test } from 'vitest';
import { patience } from './board-line.ts';

test('tries come half a second apart at first, at most five later, and never all at one moment', () => {
	const tries = (failed: number) => Array.from({ length: 500 }, () => patience(failed));
	for (const ms of [...tries(0), ...tries(1)]) expect(ms >= 250 && ms <= 1000).toBe(true);
	for (const ms of tries(30)) expect(ms >= 1250 && ms <= 5000).toBe(true);
	const spread = tries(1).toSorted((a, b) => a - b);
	expect(spread.at(-1)! - spread[0]!).toBeGreaterThan(500);
});
