import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { cast, type CastBallot } from './ballot-box.ts';
import { candidates, type Entered } from './candidates.ts';
import { givenTo, outcomeOf, tally } from './tally.ts';
import { printedTicketCode, readTicketCode, ticketCode } from './ticket-code.ts';
import { castingRefusal, mayStep, stateAt } from './vote-state.ts';

const held: CastBallot = { teamId: 'A', revision: 2, press: 'second' };

describe('a ticket’s vote', () => {
	it('is received once, and the same form again is the same vote', () => {
		const first = cast(null, { teamId: 'A', press: 'p', after: 0 }, true);
		expect(first).toEqual({ kind: 'received', ballot: { teamId: 'A', press: 'p', revision: 1 } });
		expect(cast(held, { teamId: 'A', press: 'second', after: 1 }, true)).toEqual({ kind: 'again' });
	});

	it('is not turned by an earlier form that arrives late, nor by the same form with another choice', () => {
		const late = cast(held, { teamId: 'B', press: 'first', after: 0 }, true);
		expect(late).toEqual({ kind: 'refused', code: 'vote_stale' });
		const replayed = cast(held, { teamId: 'B', press: 'second', after: 2 }, true);
		expect(replayed).toEqual({ kind: 'refused', code: 'vote_replayed' });
	});

	it('is changed where the vote allows it, and stands where it does not', () => {
		const asked = { teamId: 'B', press: 'third', after: 2 };
		expect(cast(held, asked, true)).toMatchObject({ kind: 'changed', ballot: { teamId: 'B', revision: 3 } });
		expect(cast(held, asked, false)).toEqual({ kind: 'refused', code: 'vote_used' });
	});
});

describe('a vote’s time', () => {
	const end = new Date('2026-05-01T13:00:00Z');
	const before = new Date(end.getTime() - 1);
	const vote = { state: 'open', closesAt: end };

	it('is up at the moment it was given, whether or not somebody presses a button', () => {
		expect([stateAt(vote, before), stateAt(vote, end)]).toEqual(['open', 'closed']);
		expect([castingRefusal(vote, before), castingRefusal(vote, end)]).toEqual([null, 'vote_closed']);
		expect(mayStep(vote, 'count', before)).toBe(false);
		expect(mayStep(vote, 'count', end)).toBe(true);
	});

	it('does not begin again once the box was opened', () => {
		const counted = { state: 'counted', closesAt: null };
		expect(mayStep({ state: 'closed', closesAt: null }, 'reopen', end)).toBe(true);
		expect(mayStep(counted, 'reopen', end)).toBe(false);
		expect(castingRefusal(counted, end)).toBe('vote_closed');
	});
});

describe('who stands', () => {
	const team = (teamId: string, position: number, more: Partial<Entered> = {}): Entered => ({
		teamId,
		position,
		isCompeting: true,
		isGuest: false,
		hasPerformed: true,
		...more
	});
	const entered = [
		team('C', 3, { hasPerformed: false }),
		team('B', 2),
		team('A', 1),
		team('guest', 4, { isGuest: true }),
		team('out', 5, { isCompeting: false })
	];

	it('are teams that performed, all that compete, or chosen ones, in the order of performance', () => {
		expect(candidates(entered, 'performed', [])).toEqual(['A', 'B']);
		expect(candidates(entered, 'competing', [])).toEqual(['A', 'B', 'C']);
		expect(candidates(entered, 'chosen', ['C', 'A', 'guest', 'out'])).toEqual(['A', 'C']);
	});
});

describe('a ticket’s short code', () => {
	it('is read as people type it from paper', () => {
		const code = ticketCode(Uint8Array.of(0, 1, 31, 200, 17, 90, 255, 8));
		expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
		const printed = printedTicketCode(code);
		for (const typed of [code, printed, printed.toLowerCase(), ` ${printed.replace('-', ' ')} `]) {
			expect(readTicketCode(typed)).toBe(code);
		}
		expect(readTicketCode('OIL0-1111')).toBe('01101111');
		expect(readTicketCode('K7QM')).toBe(null);
		expect(readTicketCode('K7QM-2XP!')).toBe(null);
	});
});

describe('a box with a vote for nobody on the list', () => {
	it('is not counted at all', () => {
		expect(() => tally(['A'], [{ teamId: 'B' }])).toThrow('does not stand');
	});
});

interface Example {
	readonly candidates: readonly string[];
	/** Of each ticket: what it chose, one after another. */
	readonly tickets: readonly string[];
	readonly mayChange: boolean;
	readonly mayNotWin?: readonly string[];
	readonly tiesMayExceed?: boolean;
	readonly chosen?: readonly string[];
	readonly reason?: boolean;
	readonly counts: Readonly<Record<string, number>>;
	readonly expect: string;
}

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json vote\n([\s\S]*?)^```$/gm)].map((block) => ({
	line: page.slice(0, block.index).split('\n').length,
	example: JSON.parse(block[1]!) as Example
}));

describe('worked examples of audience votes in docs/rules.md', () => {
	test('are there', () => expect(examples.length).toBeGreaterThanOrEqual(3));

	test.each(examples)('line $line', ({ example }) => {
		const { candidates: stand, tickets, mayChange, mayNotWin = [], tiesMayExceed = false } = example;
		const ballots = tickets.flatMap((choices) => {
			let ballot: CastBallot | null = null;
			choices.split(' ').forEach((teamId, index) => {
				const casting = cast(ballot, { teamId, press: String(index), after: index }, mayChange);
				if ('ballot' in casting) ballot = casting.ballot;
			});
			return ballot ? [ballot as CastBallot] : [];
		});
		const counts = tally(stand, ballots);
		expect(counts).toEqual(example.counts);
		const outcome = outcomeOf(counts, (teamId) => !mayNotWin.includes(teamId));
		const giving = givenTo(outcome, example.chosen ?? [], {
			tiesMayExceed,
			hasReason: example.reason ?? false
		});
		expect(giving.kind === 'given' ? giving.teamIds.join(' ') : giving.code).toBe(example.expect);
	});
});
