import type { GenericSchema } from 'valibot';
import * as v from 'valibot';
import { RulesSchema, type RulesInput } from '#lib/domain/contest/rules.ts';
import { communeContest } from '#lib/domain/contest/templates/commune-contest.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import { castVote } from '#lib/server/vote/cast-vote.ts';
import { issueTickets, type PrintedTicket } from '#lib/server/vote/issue-tickets.ts';
import { saveVote } from '#lib/server/vote/save-vote.ts';
import { ticketActor } from '#lib/server/vote/ticket-actor.ts';
import { smallContest } from '../../support/small-contest.ts';

export const PRIZES: RulesInput['stages'][number]['prizes'] = {
	side: [
		{
			key: 'audience',
			name: { vi: 'Đội khán giả yêu thích', en: 'Audience’s favourite' },
			by: { kind: 'audienceVote' }
		}
	]
};

interface Options {
	readonly code?: string;
	readonly prizes?: RulesInput['stages'][number]['prizes'];
	readonly vote?: Record<string, unknown>;
	readonly tickets?: number;
}

/** A contest with an audience prize, a vote for it and printed tickets, on a clock that the test moves. */
export async function votingHall(database: Database, options: Options = {}) {
	const [stage] = communeContest.stages;
	const rules = v.parse(RulesSchema, {
		...communeContest,
		stages: [{ ...stage!, prizes: options.prizes ?? PRIZES }]
	});
	const contest = await smallContest(database, {
		rules,
		teams: 4,
		...(options.code ? { code: options.code } : {})
	});
	const round = contest.rounds[0]!;
	let now = Date.parse('2026-05-01T12:00:00Z');
	const { organizer, secretary } = contest.accounts;
	const timekeeper: Actor = {
		...organizer,
		accountId: newId(),
		name: 'timekeeper',
		grants: [{ role: 'timekeeper', unitId: null, contestId: contest.id, conferenceId: null }]
	};

	const ask = <Schema extends GenericSchema, Result>(
		command: Command<Schema, Result>,
		input: unknown,
		actor: Actor = organizer
	) => execute(database, command, { actor, input, at: new Date(now) });
	/** The answer, or the code of the refusal. */
	async function run<Schema extends GenericSchema, Result>(
		command: Command<Schema, Result>,
		input: unknown,
		actor: Actor = organizer
	) {
		const outcome = await ask(command, input, actor);
		if (outcome.ok) return outcome.value;
		const { code, fields } = outcome.refusal;
		return code === 'invalid' ? fields.map((field) => field.code).join() : code;
	}
	const { voteId } = (await run(saveVote, {
		roundId: round.id,
		prizeKey: 'audience',
		standing: 'competing',
		mayChange: true,
		...options.vote
	})) as { voteId: string };
	async function tickets(count: number, more: object = {}): Promise<PrintedTicket[]> {
		const asked = { actor: secretary, input: { voteId, count, ...more }, at: new Date(now) };
		const outcome = await issueTickets(database, asked);
		if (!outcome.ok) throw new Error(outcome.refusal.code);
		return outcome.tickets;
	}
	const printed = options.tickets === 0 ? [] : await tickets(options.tickets ?? 6);
	return {
		contest,
		round,
		voteId,
		printed,
		tickets,
		ask,
		run,
		organizer,
		secretary,
		timekeeper,
		chair: contest.accounts.chair,
		get now() {
			return new Date(now);
		},
		pass(ms: number) {
			now += ms;
		},
		team: (index: number) => round.teams[index]!.id,
		/** What the holder of a ticket hears. `after` and `press` as the form of a fresh page. */
		async cast(
			ticket: Pick<PrintedTicket, 'token'>,
			teamId: string,
			{ after = 0, press = newId() }: { after?: number; press?: string } = {}
		) {
			const actor = await ticketActor(database.read, ticket.token);
			const outcome = await ask(castVote, { token: ticket.token, teamId, press, after }, actor);
			return outcome.ok ? outcome.value.kind : outcome.refusal.code;
		}
	};
}

export type VotingHall = Awaited<ReturnType<typeof votingHall>>;
