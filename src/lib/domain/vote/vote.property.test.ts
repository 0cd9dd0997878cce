import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cast, type CastBallot } from './ballot-box.ts';
import { outcomeOf, tally } from './tally.ts';

const TEAMS = ['A', 'B', 'C'];

/** A hall: each ticket's forms in the order in which its holder sent them. */
const hall = fc.array(fc.array(fc.constantFrom(...TEAMS), { maxLength: 4 }), { minLength: 1, maxLength: 8 });

interface Message {
	readonly ticket: number;
	readonly teamId: string;
	readonly press: string;
	readonly after: number;
}

const messages = (choices: readonly (readonly string[])[]): Message[][] =>
	choices.map((own, ticket) =>
		own.map((teamId, index) => ({ ticket, teamId, press: `${ticket} ${index}`, after: index }))
	);

/** Puts messages into a box in the order of their arrival. */
function boxAfter(arrived: readonly Message[], mayChange: boolean): Map<number, CastBallot> {
	const box = new Map<number, CastBallot>();
	for (const { ticket, ...asked } of arrived) {
		const casting = cast(box.get(ticket) ?? null, asked, mayChange);
		if ('ballot' in casting) box.set(ticket, casting.ballot);
	}
	return box;
}

/** Arrivals in any order between tickets, in their own order within one, every message once more at any later moment. */
function interleaved(sent: readonly (readonly Message[])[], order: readonly number[]): Message[] {
	const queues = sent.map((own) => [...own]);
	const arrived: Message[] = [];
	for (const pick of order) {
		const open = queues.filter((queue) => queue.length > 0);
		if (open.length > 0) arrived.push(open[pick % open.length]!.shift()!);
		// A resend: of anything that has arrived before.
		const resent = arrived[pick % Math.max(1, arrived.length)];
		if (pick % 3 === 0 && resent) arrived.push(resent);
	}
	return [...arrived, ...queues.flat(), ...sent.flat().toReversed()];
}

const order = fc.array(fc.nat(1000), { maxLength: 40 });

describe('a ballot box', () => {
	it('gives the same count in any order of votes, changes and resends', () => {
		fc.assert(
			fc.property(hall, order, order, fc.boolean(), (choices, one, other, mayChange) => {
				const sent = messages(choices);
				const count = (arrived: readonly Message[]) =>
					tally(TEAMS, [...boxAfter(arrived, mayChange).values()]);
				const expected = tally(
					TEAMS,
					choices.flatMap((own) => {
						const teamId = mayChange ? own.at(-1) : own[0];
						return teamId ? [{ teamId }] : [];
					})
				);
				expect(count(interleaved(sent, one))).toEqual(expected);
				expect(count(interleaved(sent, other))).toEqual(expected);
			})
		);
	});

	it('never holds more votes than tickets', () => {
		fc.assert(
			fc.property(hall, order, fc.boolean(), (choices, arrivals, mayChange) => {
				const box = boxAfter(interleaved(messages(choices), arrivals), mayChange);
				const sum = Object.values(tally(TEAMS, [...box.values()])).reduce((all, votes) => all + votes, 0);
				expect(sum).toBe(choices.filter((own) => own.length > 0).length);
			})
		);
	});

	it('names a tie whatever the order of the teams, and never picks from it', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }), (votes) => {
				const counts = Object.fromEntries(TEAMS.map((team, index) => [team, votes[index]!]));
				const turned = Object.fromEntries(Object.entries(counts).reverse());
				const outcome = outcomeOf(counts, () => true);
				expect(outcomeOf(turned, () => true)).toEqual(outcome);
				const most = Math.max(...votes);
				const first = TEAMS.filter((team) => counts[team] === most);
				const named =
					outcome.kind === 'tie' ? outcome.teamIds : outcome.kind === 'decided' ? [outcome.teamId] : [];
				expect(named).toEqual(most === 0 ? [] : first);
			})
		);
	});
});
