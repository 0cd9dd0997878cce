import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { approvalsOf } from '#lib/server/approvals/approvals-query.ts';
import { requestSwap } from '#lib/server/approvals/request-swap.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { judgeSheets } from '#lib/server/desk/sheet-query.ts';
import { answerTablet, ownView } from '#lib/server/judging/answer-tablet.ts';
import { swapPreview } from '#lib/server/judging/swap-teams-form.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	putOnStage,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk, outcomes } from './tablet.ts';

const GOOD = {
	'greeting.content': '5',
	'greeting.form': '4',
	'talent.message': '4',
	'talent.performance': '4.5'
};
const FAIR = {
	'greeting.content': '3',
	'greeting.form': '3',
	'talent.message': '3',
	'talent.performance': '3'
};
const reason = 'Giám khảo chấm nhầm phiếu của hai đội';

let store: TestDatabase;
let contest: SmallContest;
let tablets: PairedTablet[];

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());

const round = () => contest.rounds[0]!;
const team = (index: number) => round().teams[index]!.id;
const seat = (index: number) => round().judges[index]!.id;
const swap = (over: object = {}) => ({
	roundId: round().id,
	teamId: team(0),
	otherTeamId: team(1),
	seatId: seat(1),
	partKey: '*',
	...over
});

async function does(command: unknown, input: object, actor: Actor = contest.accounts.chair, key?: string) {
	const outcome = await execute(store.database, command as Command, { actor, input, key });
	return outcome.ok ? (outcome.value as Record<string, string>) : outcome.refusal.code;
}
const asks = (over: object = {}) => does(requestSwap, { ...swap(over), reason });
async function agrees(asked: unknown, actor: Actor = contest.accounts.organizer) {
	const { approvalId } = asked as { approvalId: string };
	return does(answerApproval, { approvalId, answer: 'approved' }, actor);
}
const sheets = async (seatId: string) =>
	Object.fromEntries(
		(await store.database.read.ballot.findMany({ where: { seatId } })).map(({ teamId, state, marks }) => [
			teamId,
			{ state, marks: JSON.parse(marks ?? '{}') as unknown }
		])
	);
const setRound = (state: string) =>
	store.database.transaction((tx) => tx.round.update({ where: { id: round().id }, data: { state } }));
const placeOf = async (teamId: string) =>
	(await standingsOf(store.database.read, round().id)).standings.rows.find((row) => row.teamId === teamId)
		?.rank;

beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2 });
	tablets = await Promise.all(round().judges.map(({ id }) => pairedTablet(store.database, contest.id, id)));
	for (const index of [0, 1]) {
		await putOnStage(store.database, round().id, team(index));
		for (const [place, { actor }] of tablets.entries()) {
			// The second judge had the two sheets the wrong way round.
			const values = (index === 0) === (place !== 1) ? GOOD : FAIR;
			const session = { actor, wake: null };
			const marks = Object.entries(values).map(([path, value]) => mark(team(index), path, value));
			await answerTablet(store.database, session, marksAsk(...marks));
			await answerTablet(store.database, session, finalAsk(team(index), values));
		}
	}
	await store.database.transaction((tx) =>
		tx.performance.updateMany({ where: { roundId: round().id }, data: { status: 'performed' } })
	);
	await putOnStage(store.database, round().id, null);
});

describe('two teams whose sheets were exchanged', () => {
	test('change nothing before a second person agrees, who is never the one who asked', async () => {
		const before = await sheets(seat(1));
		const asked = await asks();
		expect(await sheets(seat(1))).toEqual(before);
		expect(await agrees(asked, contest.accounts.chair)).toBe('approval_same_person');
		expect(await agrees(asked, contest.accounts.secretary)).toBe('forbidden');
		expect(await sheets(seat(1))).toEqual(before);
	});

	test('E12: the second person sees every mark before and after, and the places that change', async () => {
		await asks({ seatId: null });
		const [shown] = await approvalsOf(
			store.database.read,
			contest.accounts.organizer,
			round().id,
			'vi',
			new Date()
		);
		expect(shown!.swap).toMatchObject({ team: round().teams[0]!.name, other: round().teams[1]!.name });
		expect(shown!.swap!.seats).toHaveLength(round().judges.length);
		expect(shown!.swap!.seats[1]!.marks[0]).toMatchObject({ team: '3', other: '5' });
		expect(shown!.changes.places.length).toBeGreaterThan(0);
	});

	test('of one judge: that judge’s marks change places, everybody else’s stay', async () => {
		const others = await sheets(seat(2));
		expect(await agrees(await asks())).toMatchObject({ answer: 'approved', kind: 'swap' });
		expect(await sheets(seat(1))).toEqual({
			[team(0)]: { state: 'final', marks: GOOD },
			[team(1)]: { state: 'final', marks: FAIR }
		});
		expect(await sheets(seat(2))).toEqual(others);
	});

	test('of the whole panel: places follow the marks', async () => {
		expect([await placeOf(team(0)), await placeOf(team(1))]).toEqual([1, 2]);
		await agrees(await asks({ seatId: null }));
		expect([await placeOf(team(0)), await placeOf(team(1))]).toEqual([2, 1]);
	});

	test('leave every mark in the log: new ones name the ones they come from', async () => {
		const read = () =>
			store.database.read.mark.findMany({ where: { seatId: seat(1) }, orderBy: { seq: 'asc' } });
		const before = await read();
		await agrees(await asks());
		const after = await read();
		expect(after.slice(0, before.length)).toEqual(before);
		const bySeq = new Map(before.map((row) => [row.seq, row]));
		for (const moved of after.slice(before.length)) {
			const from = bySeq.get(moved.movedFrom!)!;
			expect([moved.source, moved.value, moved.criterion]).toEqual(['swap', from.value, from.criterion]);
			expect(moved.teamId).not.toBe(from.teamId);
		}
		expect(after.length - before.length).toBe(8);
	});

	test('are in the log with reason and both names, and the chain is whole', async () => {
		await agrees(await asks());
		const entries = await store.database.read.auditEntry.findMany({
			where: { contestId: contest.id, subjectKind: 'ballot', action: 'approval.answer', reason }
		});
		expect(entries).toHaveLength(2);
		expect(entries[0]!.actorName).toBe(contest.accounts.organizer.name);
		expect(await verifyAuditChain(store.database.read)).toMatchObject({ whole: true });
		const { sheets: shown } = await judgeSheets(
			store.database.read,
			contest.accounts.chair,
			round().id,
			team(0),
			seat(1)
		);
		expect(shown[0]!.events.map(({ action }) => action)).toEqual(['ballot.finalize', 'ballot.swap']);
	});

	test('show on the judge’s tablet as they stand now, and can be opened and marked from there', async () => {
		await agrees(await asks());
		const { marks } = await ownView(store.database, tablets[1]!.actor);
		const now = marks.find((one) => one.teamId === team(0) && one.criterion === 'greeting.content');
		expect(now?.value).toBe('5');
		const { seatId, teamId, roundId, partKey } = swap();
		await does(unlockBallot, { seatId, teamId, roundId, partKey, reason });
		const again = marksAsk(mark(team(0), 'greeting.content', '4', { base: now!.seq }));
		const session = { actor: tablets[1]!.actor, wake: null };
		expect(outcomes(await answerTablet(store.database, session, again))).toEqual(['stored']);
		const changed = { ...GOOD, 'greeting.content': '4' };
		expect(await answerTablet(store.database, session, finalAsk(team(0), changed))).toMatchObject({
			kind: 'final'
		});
	});
});

describe('an exchange is refused', () => {
	test('to secretaries, judges, and the chair of another contest', async () => {
		const ask = (actor: Actor) => does(requestSwap, { ...swap(), reason }, actor);
		expect(await ask(contest.accounts.secretary)).toBe('forbidden');
		expect(await ask(tablets[2]!.actor)).toBe('forbidden');
		const other = await smallContest(store.database, { template: 'communeContest', teams: 2 });
		expect(await ask(other.accounts.chair)).toBe('forbidden');
		expect(await asks({ seatId: other.rounds[0]!.judges[1]!.id })).toBe('not_found');
		expect(await asks({ otherTeamId: other.rounds[0]!.teams[0]!.id })).toBe('judging_unknown_team');
	});

	test('of a team with itself, of a team that has not performed, and without both sheets', async () => {
		expect(await asks({ otherTeamId: team(0) })).toBe('invalid');
		await store.database.transaction((tx) =>
			tx.ballot.updateMany({
				where: { seatId: seat(1), teamId: team(1) },
				data: { state: 'draft', marks: null }
			})
		);
		expect(await asks()).toBe('swap_not_in');
		await store.database.transaction((tx) =>
			tx.performance.updateMany({
				where: { roundId: round().id, teamId: team(1) },
				data: { status: 'waiting' }
			})
		);
		await putOnStage(store.database, round().id, null);
		expect(await asks()).toBe('swap_not_performed');
		expect(await swapPreview(store.database.read, round().id, swap(), false, 'vi', new Date())).toMatchObject(
			{ ok: false }
		);
	});

	test('when the sheets changed after the second person was shown the difference', async () => {
		const asked = await asks();
		const { seatId, teamId, roundId, partKey } = swap();
		await does(unlockBallot, { seatId, teamId, roundId, partKey, reason });
		const session = { actor: tablets[1]!.actor, wake: null };
		await answerTablet(store.database, session, finalAsk(team(0), FAIR));
		expect(await agrees(asked)).toBe('approval_changed');
	});

	test('twice: a resend does it once, and the request is answered then', async () => {
		const asked = (await asks()) as { approvalId: string };
		expect(await asks()).toBe('approval_waiting');
		const key = newId();
		const input = { approvalId: asked.approvalId, answer: 'approved' };
		await does(answerApproval, input, contest.accounts.organizer, key);
		await does(answerApproval, input, contest.accounts.organizer, key);
		expect((await sheets(seat(1)))[team(0)]).toEqual({ state: 'final', marks: GOOD });
		expect(await agrees(asked)).toBe('approval_answered');
	});

	test('once the result is published: that is a correction', async () => {
		await setRound('published');
		expect(await asks()).toBe('contest_round_is_published');
	});
});

test('a round that was verified is only closed after it, and has to be verified again', async () => {
	await setRound('verified');
	await agrees(await asks());
	expect(await store.database.read.round.findUniqueOrThrow({ where: { id: round().id } })).toMatchObject({
		state: 'closed',
		verifiedAt: null
	});
});
