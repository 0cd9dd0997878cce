import { afterAll, beforeAll, expect, it } from 'vitest';
import { importMoving } from '#lib/server/contest/package-moving-import.ts';
import { moveContest, movingHash, type MovingContest } from '#lib/server/contest/package-moving-export.ts';
import { execute } from '#lib/server/command/execute.ts';
import { newId } from '#lib/live/id.ts';
import { castVote } from '#lib/server/vote/cast-vote.ts';
import { countVote } from '#lib/server/vote/count-vote.ts';
import { closeVote, openVote } from '#lib/server/vote/run-vote.ts';
import { ticketActor } from '#lib/server/vote/ticket-actor.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { votingHall, type VotingHall } from './voting-hall.ts';

let here: City;
let there: City;
let h: VotingHall;
beforeAll(async () => {
	[here, there] = await Promise.all([city(), city()]);
	h = await votingHall(here.database, { code: 'BINH-CHON' });
	await h.run(openVote, { voteId: h.voteId });
	await h.cast(h.printed[0]!, h.team(0));
	await h.cast(h.printed[1]!, h.team(0));
});
afterAll(async () => {
	await here.remove();
	await there.remove();
});

it('a vote goes on on another machine: used tickets have voted, unused ones vote, the count is of both', async () => {
	const moving = (await here.done(moveContest, {
		contestId: h.contest.id,
		withDrafts: 'on'
	})) as MovingContest;
	const keys = moving.tables.audienceBallot!.map(({ key }) => String(key));
	// In the order of their keys, not of their coming.
	expect(keys).toEqual(keys.toSorted());

	const forged = moving.tables.audienceBallot!.map((row) => ({ ...row, voteId: newId() }));
	const { hash: _, ...content } = { ...moving, tables: { ...moving.tables, audienceBallot: forged } };
	const strange = JSON.stringify({ ...content, hash: movingHash(content) });
	const entries = { code: 'BINH-CHON', hostUnitId: there.cityId };
	expect(await there.refusal(importMoving, { ...entries, text: strange })).toBe('contest_moving_unreadable');

	await there.done(importMoving, { ...entries, text: JSON.stringify(moving) });
	const { read } = there.database;
	const cast = async (ticket: { token: string }, after: number) => {
		const actor = await ticketActor(read, ticket.token);
		const input = { token: ticket.token, teamId: h.team(1), press: newId(), after };
		const outcome = await execute(there.database, castVote, { actor, input });
		return outcome.ok ? outcome.value.kind : outcome.refusal.code;
	};
	expect(await cast(h.printed[0]!, 0)).toBe('vote_stale');
	expect(await cast(h.printed[0]!, 1)).toBe('changed');
	expect(await cast(h.printed[2]!, 0)).toBe('received');
	await there.done(closeVote, { voteId: h.voteId }, organizer);
	const { counts } = await there.done(countVote, { voteId: h.voteId }, organizer);
	expect([counts[h.team(0)], counts[h.team(1)]]).toEqual([1, 2]);
});
