import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { freezeRound } from '#lib/server/contest/round-freeze.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishView } from '#lib/server/results/publish-view.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { recordSidePrize } from '#lib/server/results/record-side-prize.ts';
import { castVote } from '#lib/server/vote/cast-vote.ts';
import { countVote } from '#lib/server/vote/count-vote.ts';
import { deskVote } from '#lib/server/vote/desk-votes-query.ts';
import { tokenOfCode } from '#lib/server/vote/enter-code.ts';
import { issueTickets, reissueTicket } from '#lib/server/vote/issue-tickets.ts';
import { publicVote } from '#lib/server/vote/public-vote-query.ts';
import { recordVote } from '#lib/server/vote/record-vote.ts';
import { abandonVote, closeVote, openVote, reopenVote } from '#lib/server/vote/run-vote.ts';
import { saveVote } from '#lib/server/vote/save-vote.ts';
import { ticketActor } from '#lib/server/vote/ticket-actor.ts';
import { ticketPage } from '#lib/server/vote/ticket-page.ts';
import { voidTickets } from '#lib/server/vote/void-tickets.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { fillRound } from '../results/filled-round.ts';
import { PRIZES, votingHall, type VotingHall } from './voting-hall.ts';

// Whole halls vote here, one after another on either database.

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.remove());

const hall = (options: Parameters<typeof votingHall>[1] = {}) => votingHall(db.database, options);
const received = async ({ voteId }: VotingHall) =>
	(await db.database.read.audienceVote.findUniqueOrThrow({ where: { id: voteId } })).received;
const box = ({ voteId }: VotingHall) => db.database.read.audienceBallot.count({ where: { voteId } });
const typing = (now: Date, browser: string | null = newId(), address = newId()) => ({
	now,
	browser,
	address
});
const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => 'done',
		(refusal: { code: string }) => refusal.code
	);

describe('a vote of the audience', () => {
	it('goes from the set-up through open box and count to the published prize, with its numbers in the record', async () => {
		const h = await hall();
		expect(await h.cast(h.printed[0]!, h.team(0))).toBe('vote_not_open');
		expect(await h.run(openVote, { voteId: h.voteId, minutes: '' }, h.timekeeper)).toEqual({
			closesAt: null
		});
		expect(await h.cast(h.printed[0]!, h.team(1))).toBe('received');
		expect(await h.cast(h.printed[1]!, h.team(1))).toBe('received');
		expect(await h.cast(h.printed[2]!, h.team(2))).toBe('received');
		expect(await h.cast(h.printed[2]!, h.team(0), { after: 1 })).toBe('changed');
		expect(await h.run(countVote, { voteId: h.voteId })).toBe('vote_state_open');
		await h.run(closeVote, { voteId: h.voteId }, h.timekeeper);
		expect(await h.cast(h.printed[3]!, h.team(0))).toBe('vote_closed');
		expect(await h.run(countVote, { voteId: h.voteId }, h.secretary)).toEqual({
			counts: Object.fromEntries(
				[h.team(0), h.team(1), h.team(2), h.team(3)]
					.map((teamId, index) => [teamId, [1, 2, 0, 0][index]!] as const)
					.toSorted(([a], [b]) => (a < b ? -1 : 1))
			)
		});
		expect(await h.run(reopenVote, { voteId: h.voteId, reason: 'còn người chưa bình chọn' })).toBe(
			'vote_state_counted'
		);
		const byHand = { recipients: [], reason: 'không cần', secondBy: 'Lê Thị Ba', prizeKey: 'audience' };
		expect(await h.run(recordSidePrize, { roundId: h.round.id, ...byHand })).toBe('results_prize_by_vote');
		const record = { voteId: h.voteId, secondBy: 'Trần Thị Hai, thư ký' };
		expect(await h.run(recordVote, { ...record, winners: [h.team(0)] })).toBe('vote_winner');
		expect(await h.run(recordVote, record, h.secretary)).toMatchObject({ decisionId: expect.any(String) });

		await fillRound(db.database, h.contest, h.round);
		await h.run(publishResult, { roundId: h.round.id, reason: '' });
		const stored = await publishedResult(db.database.read, h.contest.code, h.round.id);
		expect(stored!.result.prizes!.side[0]!.recipients).toEqual([{ teamId: h.team(1), person: null }]);
		const [decision] = stored!.result.decisions;
		expect(decision).toMatchObject({ prizeKey: 'audience', secondBy: 'Trần Thị Hai, thư ký' });
		expect(decision!.reason).toMatch(/3 phiếu trên 6 thẻ \(Đội .* 2; Đội .* 1; Đội .* 0; Đội .* 0\)/);
	});

	it('is what the results desk shows of its prize, and a form to write it by hand only where no vote decides', async () => {
		const h = await hall();
		const { read } = db.database;
		const { stageKey } = await read.round.findUniqueOrThrow({ where: { id: h.round.id } });
		const audience = async () => {
			const of = await qualificationOf(read, h.contest.id, stageKey);
			const { obstacles, settledPrizes } = await publishView(read, of, h.round.id, 'vi', h.now);
			const asked = [
				...obstacles.map(({ prize }) => prize),
				...settledPrizes.map(({ question }) => question)
			];
			return asked.find((prize) => prize?.prizeKey === 'audience')?.audience;
		};
		const vote = { id: h.voteId, isRecorded: false };
		expect(await audience()).toEqual({ now: { ...vote, state: 'draft' } });
		await h.run(openVote, { voteId: h.voteId, minutes: 5 });
		expect(await audience()).toEqual({ now: { ...vote, state: 'open' } });
		h.pass(5 * 60_000);
		expect(await audience()).toEqual({ now: { ...vote, state: 'closed' } });
		await h.run(abandonVote, { voteId: h.voteId, reason: 'mất điện cả hội trường' });
		expect(await audience()).toEqual({ now: null });
	});

	it('ends at its moment: what arrives then does not count, what arrived before and is sent again is still answered', async () => {
		const h = await hall();
		await h.run(openVote, { voteId: h.voteId, minutes: 5 });
		const press = newId();
		expect(await h.cast(h.printed[0]!, h.team(0), { press })).toBe('received');
		await h.run(closeVote, { voteId: h.voteId, seconds: 60 }, h.timekeeper);
		h.pass(59_999);
		expect(await h.cast(h.printed[1]!, h.team(0))).toBe('received');
		h.pass(1);
		expect(await h.cast(h.printed[2]!, h.team(0))).toBe('vote_closed');
		expect(await h.cast(h.printed[0]!, h.team(0), { press })).toBe('again');
		expect(await publicVote(db.database.read, h.voteId, h.now)).toMatchObject({ state: 'closed' });
		expect(
			await h.run(reopenVote, { voteId: h.voteId, minutes: 1, reason: 'mạng hội trường bị ngắt' })
		).not.toBe('forbidden');
		expect(await h.cast(h.printed[2]!, h.team(0))).toBe('received');
		expect(await box(h)).toBe(3);
	});

	it('is opened and closed by those on the stage, set up and opened again by organizers only', async () => {
		const h = await hall();
		expect(await h.run(saveVote, { roundId: h.round.id, prizeKey: 'audience', standing: 'competing' })).toBe(
			'vote_prize_has_one'
		);
		const edit = { roundId: h.round.id, voteId: h.voteId, prizeKey: 'audience', standing: 'performed' };
		expect(await h.run(saveVote, edit, h.secretary)).toBe('forbidden');
		expect(await h.run(saveVote, edit)).toEqual({ voteId: h.voteId });
		// Nobody has performed yet.
		expect(await h.run(openVote, { voteId: h.voteId })).toBe('vote_few_candidates');
		await h.run(saveVote, { ...edit, standing: 'chosen', chosen: [h.team(0), h.team(2)] });
		await h.run(openVote, { voteId: h.voteId }, h.timekeeper);
		expect(await h.cast(h.printed[0]!, h.team(1))).toBe('vote_no_candidate');
		expect(await h.cast(h.printed[0]!, h.team(2))).toBe('received');
		await h.run(closeVote, { voteId: h.voteId }, h.chair);
		const again = { voteId: h.voteId, reason: 'mạng hội trường bị ngắt' };
		expect(await h.run(reopenVote, again, h.timekeeper)).toBe('forbidden');
		expect(await h.run(abandonVote, again, h.secretary)).toBe('forbidden');
	});

	it('that ends in a tie is shared where the rules let it, else the committee chooses one and says why', async () => {
		for (const tiesMayExceed of [true, false]) {
			const h = await hall({ prizes: { ...PRIZES, tiesMayExceed } });
			await h.run(openVote, { voteId: h.voteId });
			await h.cast(h.printed[0]!, h.team(0));
			await h.cast(h.printed[1]!, h.team(3));
			await h.run(closeVote, { voteId: h.voteId });
			await h.run(countVote, { voteId: h.voteId });
			const record = (winners: string[], reason?: string) =>
				h.run(recordVote, { voteId: h.voteId, winners, reason, secondBy: 'Trần Thị Hai' });
			expect(await record([])).toBe('vote_winner');
			expect(await record([h.team(1)], 'thích hơn')).toBe('vote_winner');
			const both = await record([h.team(0), h.team(3)]);
			if (tiesMayExceed) expect(both).toMatchObject({ decisionId: expect.any(String) });
			else expect(both).toBe('vote_winner');
			expect(await record([h.team(3)])).toBe('vote_reason');
			expect(await record([h.team(3)], 'Ban Tổ chức biểu quyết 5/7')).toMatchObject({
				decisionId: expect.any(String)
			});
		}
	});

	it('passes over a team that was disqualified, and leaves the prize to people once it is given up', async () => {
		const h = await hall();
		await h.run(openVote, { voteId: h.voteId });
		await h.cast(h.printed[0]!, h.team(0));
		await h.cast(h.printed[1]!, h.team(0));
		await h.cast(h.printed[2]!, h.team(1));
		await db.database.transaction((tx) =>
			tx.entry.updateMany({
				where: { roundId: h.round.id, teamId: h.team(0) },
				data: { status: 'disqualified', reason: 'x' }
			})
		);
		await h.run(closeVote, { voteId: h.voteId });
		await h.run(countVote, { voteId: h.voteId });
		const seen = await deskVote(db.database.read, h.voteId, { at: h.now, locale: 'vi', mayDo: () => true });
		expect(seen!.outcome).toMatchObject({ kind: 'decided', teams: [{ teamId: h.team(1) }] });
		expect(seen!.counts!.map(({ votes, mayWin }) => [votes, mayWin])).toEqual([
			[2, false],
			[1, true],
			[0, true],
			[0, true]
		]);
		await h.run(abandonVote, { voteId: h.voteId, reason: 'Máy chủ mất điện giữa chừng' });
		const byHand = { roundId: h.round.id, prizeKey: 'audience', secondBy: 'Lê Thị Ba' };
		expect(
			await h.run(recordSidePrize, {
				...byHand,
				recipients: [{ teamId: h.team(1), personId: null }],
				reason: 'giơ tay biểu quyết'
			})
		).toMatchObject({ decisionId: expect.any(String) });
	});
});

describe('tickets', () => {
	it('are stored as hashes, typed codes lead to the same ticket, and what is stored leads to nobody’s vote', async () => {
		const h = await hall({ tickets: 3 });
		await h.run(openVote, { voteId: h.voteId });
		const [one, two] = h.printed;
		expect(await tokenOfCode(db.database.read, one!.code.toLowerCase(), typing(h.now))).toBe(one!.token);
		expect(await codeOf(tokenOfCode(db.database.read, 'ABCD-EFGH', typing(h.now)))).toBe('vote_code_unknown');
		await h.cast(one!, h.team(0));
		await h.cast(two!, h.team(1));
		const rows = {
			tickets: await db.database.read.audienceTicket.findMany({ where: { voteId: h.voteId } }),
			ballots: await db.database.read.audienceBallot.findMany({ where: { voteId: h.voteId } }),
			audit: await db.database.read.auditEntry.findMany(),
			receipts: await db.database.read.commandReceipt.findMany()
		};
		const everything = JSON.stringify(rows);
		for (const { token, code } of h.printed) {
			expect(everything).not.toContain(token);
			expect(everything).not.toContain(code);
		}
		// No column of a ballot says which ticket, none of a ticket which ballot or when.
		const ofTickets = JSON.stringify(rows.tickets);
		for (const { key, press } of rows.ballots) {
			expect(ofTickets).not.toContain(key);
			expect(JSON.stringify([rows.audit, rows.receipts])).not.toContain(key);
			expect(everything.split(press)).toHaveLength(2);
		}
		expect(rows.audit.filter(({ action }) => action === 'vote.cast')).toEqual([]);
		expect(rows.receipts.filter(({ command }) => command === 'vote.cast')).toEqual([]);
	});

	it('that were lost are voided and reissued with a reason; one that has voted is not', async () => {
		const h = await hall({ tickets: 4 });
		await h.run(openVote, { voteId: h.voteId });
		const asked = (number: number, reason = 'khán giả làm rách thẻ') => ({
			actor: h.secretary,
			input: { voteId: h.voteId, number, reason },
			at: h.now
		});
		const made = await reissueTicket(db.database, asked(1));
		expect(made.ok && made.tickets.map(({ number }) => number)).toEqual([5]);
		expect(await h.cast(h.printed[0]!, h.team(0))).toBe('forbidden');
		expect(await codeOf(tokenOfCode(db.database.read, h.printed[0]!.code, typing(h.now)))).toBe(
			'vote_code_unknown'
		);
		expect(made.ok && (await h.cast(made.tickets[0]!, h.team(0)))).toBe('received');
		await h.cast(h.printed[1]!, h.team(0));
		const used = await reissueTicket(db.database, asked(2));
		expect(!used.ok && used.refusal.code).toBe('vote_ticket_used');
		const range = { voteId: h.voteId, from: 1, to: 3, reason: 'mất cả tờ in' };
		expect(await h.run(voidTickets, range, h.timekeeper)).toBe('forbidden');
		expect(await h.run(voidTickets, range, h.secretary)).toEqual({ voided: 1, kept: 1 });
		expect(await h.cast(h.printed[2]!, h.team(0))).toBe('forbidden');
		const seen = await deskVote(db.database.read, h.voteId, { at: h.now, locale: 'vi', mayDo: () => true });
		expect(
			seen!.tickets.batches.map(({ issued, used: ballots, voided }) => [issued, ballots, voided])
		).toEqual([
			[4, 1, 2],
			[1, 1, 0]
		]);
		expect(seen!.tickets.valid).toBe(3);
	});

	it('are made once by a form that is sent twice, and only by the contest’s own desk', async () => {
		const h = await hall({ tickets: 0 });
		const other = await hall({ tickets: 0 });
		const asked = { actor: h.secretary, input: { voteId: h.voteId, count: 3 }, key: newId(), at: h.now };
		const once = await issueTickets(db.database, asked);
		const twice = await issueTickets(db.database, asked);
		expect([once.ok && once.tickets.length, twice.ok && twice.tickets.length]).toEqual([3, 0]);
		expect(await db.database.read.audienceTicket.count({ where: { voteId: h.voteId } })).toBe(3);
		const theirs = await issueTickets(db.database, { ...asked, actor: other.secretary, key: newId() });
		expect(!theirs.ok && theirs.refusal.code).toBe('forbidden');
		const seats = await h.tickets(1, { seats: 'A1\nA2\n\nA3', label: 'Tầng 1', count: '' });
		expect(seats.map(({ label }) => label)).toEqual(['Tầng 1 · A1', 'Tầng 1 · A2', 'Tầng 1 · A3']);
		const many = await issueTickets(db.database, {
			...asked,
			input: { voteId: h.voteId, count: 501 },
			key: newId()
		});
		expect(many.ok).toBe(false);
	});

	it('guessed by hand are refused for a while, by browser and by address, and a hall that mistypes is not', async () => {
		const h = await hall({ tickets: 1 });
		const guess = (browser: string | null, address: string) =>
			codeOf(tokenOfCode(db.database.read, 'ABCD-EFGH', typing(h.now, browser, address)));
		const browser = newId();
		const street = newId();
		for (let count = 0; count < 10; count += 1)
			expect(await guess(browser, street)).toBe('vote_code_unknown');
		expect(await guess(browser, street)).toBe('vote_code_wait');
		const right = (own: string) =>
			tokenOfCode(db.database.read, h.printed[0]!.code, typing(h.now, own, street));
		expect(await codeOf(right(browser))).toBe('vote_code_wait');
		// A neighbour behind the same router types on, and the ticket's own link was never in question.
		expect(await right(newId())).toBe(h.printed[0]!.token);
		expect((await ticketActor(db.database.read, h.printed[0]!.token)).kind).toBe('ticket');
	});
});

describe('a hostile hall', () => {
	it('gets nothing into the box with another contest’s ticket, a wrong secret, a wrong team, a replay with another choice', async () => {
		const h = await hall();
		const other = await hall();
		await h.run(openVote, { voteId: h.voteId });
		await other.run(openVote, { voteId: other.voteId });
		expect(await h.cast(other.printed[0]!, h.team(0))).toBe('vote_no_candidate');
		const actor = await ticketActor(db.database.read, h.printed[0]!.token);
		const stolen = { token: h.printed[1]!.token, teamId: h.team(0), press: newId(), after: 0 };
		expect(await h.run(castVote, stolen, actor)).toBe('vote_ticket_unknown');
		expect(await h.run(castVote, stolen, h.organizer)).toBe('forbidden');
		expect(await h.cast({ token: 'A'.repeat(22) }, h.team(0))).toBe('forbidden');
		expect(await h.cast(h.printed[0]!, other.team(0))).toBe('vote_no_candidate');
		expect(await h.cast(h.printed[0]!, 'x'.repeat(5000))).toBe('invalid');
		const press = newId();
		expect(await h.cast(h.printed[0]!, h.team(0), { press })).toBe('received');
		expect(await h.cast(h.printed[0]!, h.team(1), { press, after: 1 })).toBe('vote_replayed');
		expect(await h.cast(h.printed[0]!, h.team(1), { after: 0 })).toBe('vote_stale');
		expect([await box(h), await received(h), await box(other)]).toEqual([1, 1, 0]);
	});

	it('of three hundred at once, of the same and of different tickets, leaves exactly one vote a ticket', async () => {
		const h = await hall({ tickets: 60, vote: { mayChange: false } });
		await h.run(openVote, { voteId: h.voteId });
		const answers = await Promise.all(
			Array.from({ length: 300 }, (_, index) => h.cast(h.printed[index % 60]!, h.team(index % 4)))
		);
		expect(answers.filter((answer) => answer === 'received')).toHaveLength(60);
		expect(new Set(answers)).toEqual(new Set(['received', 'vote_used']));
		expect([await box(h), await received(h)]).toEqual([60, 60]);
		await h.run(closeVote, { voteId: h.voteId });
		const { counts } = (await h.run(countVote, { voteId: h.voteId })) as { counts: Record<string, number> };
		expect(Object.values(counts).reduce((sum, votes) => sum + votes, 0)).toBe(60);
	});
});

describe('what others see of a running vote', () => {
	/** Everything that anybody outside gets of it, but the clock. */
	async function publicBytes(h: VotingHall): Promise<string> {
		const { serverTime: _, ...view } = (await publicVote(db.database.read, h.voteId, h.now))!;
		const { prize: __, voteId: ___, roundId: ____, ...rest } = view;
		return JSON.stringify(rest);
	}

	it('is the same for any votes in the box, and during a freeze also where the number of votes is told', async () => {
		for (const showsReceived of [false, true]) {
			const [quiet, busy] = [
				await hall({ vote: { showsReceived } }),
				await hall({ vote: { showsReceived } })
			];
			for (const h of [quiet, busy]) await h.run(openVote, { voteId: h.voteId });
			await busy.cast(busy.printed[0]!, busy.team(0));
			if (showsReceived) {
				expect(await publicBytes(busy)).toContain('"received":1');
				for (const h of [quiet, busy]) {
					await h.run(freezeRound, { roundId: h.round.id, reason: 'giữ bí mật đến lễ công bố' });
				}
			}
			await busy.cast(busy.printed[1]!, busy.team(1));
			expect(await publicBytes(busy)).toBe(await publicBytes(quiet));
			expect(await publicBytes(busy)).toContain('"received":null');
		}
	});

	it('tells the desk nothing before the end, the organizers only where the vote says so, and the ticket never its choice', async () => {
		const h = await hall();
		const watched = await hall({ vote: { isWatched: true } });
		const seen = (of: VotingHall, may: readonly string[]) =>
			deskVote(db.database.read, of.voteId, {
				at: of.now,
				locale: 'vi',
				mayDo: (action) => may.includes(action)
			});
		for (const of of [h, watched]) {
			await of.run(openVote, { voteId: of.voteId });
			await of.cast(of.printed[0]!, of.team(0));
		}
		const organizer = ['vote.watch', 'vote.count'];
		expect(await seen(h, organizer)).toMatchObject({ counts: null, received: null });
		expect(await seen(watched, ['vote.count'])).toMatchObject({ counts: null, received: null });
		expect((await seen(watched, organizer))!.counts![0]).toMatchObject({ teamId: watched.team(0), votes: 1 });
		await h.run(closeVote, { voteId: h.voteId });
		expect(await seen(h, organizer)).toMatchObject({ counts: null, received: 1 });
		await h.run(countVote, { voteId: h.voteId });
		expect(await seen(h, ['vote.run'])).toMatchObject({ counts: null });
		expect((await seen(h, ['vote.count']))!.counts).toHaveLength(4);
		// Counted or not is nobody's to know outside.
		expect(await publicVote(db.database.read, h.voteId, h.now)).toMatchObject({ state: 'closed' });
		const { token } = watched.printed[0]!;
		const actor = await ticketActor(db.database.read, token);
		if (actor.kind !== 'ticket') throw new Error('a ticket');
		const page = await ticketPage(db.database.read, actor, { token, at: watched.now, locale: 'vi' });
		expect(page).toMatchObject({ revision: 1, isWatched: true });
		expect(JSON.stringify({ ...page, candidates: [] })).not.toContain(watched.team(0));
	});
});
