import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stopsBefore } from './freeze.ts';

interface Example {
	readonly last: number;
	/** In the order of the calls. */
	readonly order: readonly string[];
	readonly guests?: readonly string[];
	readonly absent?: readonly string[];
	readonly expect: string;
}

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json freeze\n([\s\S]*?)^```$/gm)].map((block) => ({
	line: page.slice(0, block.index).split('\n').length,
	example: JSON.parse(block[1]!) as Example
}));

function told({ last, order, guests = [], absent = [] }: Example): string {
	const visibility = { publicBoard: 'afterEachTeam', freezeLastTeams: last } as const;
	const calls = order.filter((teamId) => !absent.includes(teamId));
	const stops = calls.find((called) => {
		const teams = calls
			.filter((teamId) => !guests.includes(teamId))
			.map((teamId) => ({ teamId, isOver: calls.indexOf(teamId) < calls.indexOf(called) }));
		return stopsBefore(visibility, teams, called);
	});
	return stops ? `stops at ${stops}` : 'does not stop';
}

test.each(examples)('the board stops as docs/rules.md says on line $line', ({ example }) => {
	expect(told(example)).toBe(example.expect);
});

test('the page has examples', () => {
	expect(examples.length).toBeGreaterThan(1);
});
