import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { reopenRound } from '#lib/server/contest/round-reopen.ts';
import { answerTablet, ownView } from '#lib/server/judging/answer-tablet.ts';
import { acceptHeld, declineHeld } from '#lib/server/judging/decide-held.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk, outcomes, written } from './tablet.ts';

const ALL = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};
const reason = 'Máy tính bảng mất mạng từ trước khi đóng';

let store: TestDatabase;
let contest: SmallContest;
let tablet: PairedTablet;

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: true });
	tablet = await pairedTablet(store.database, contest.id, seatId());
});

const roundId = () => contest.rounds[0]!.id;
const seatId = () => contest.rounds[0]!.judges[1]!.id;
const teamId = () => contest.rounds[0]!.teams[0]!.id;
const ask = (asked: unknown, from = tablet) =>
	answerTablet(store.database, { actor: from.actor, wake: null }, asked);
const sheet = (values: Readonly<Record<string, string>> = ALL) =>
	marksAsk(...Object.entries(values).map(([path, value]) => mark(teamId(), path, value)));

async function does(command: unknown, input: object, actor: Actor = contest.accounts.organizer) {
	const outcome = await execute(store.database, command as Command, { actor, input });
	return outcome.ok ? outcome.value : outcome.refusal.code;
}
const setRound = (state: string) =>
	store.database.transaction((tx) => tx.round.update({ where: { id: roundId() }, data: { state } }));
const heldIds = async () =>
	(await store.database.read.heldMark.findMany({ where: { seatId: seatId(), decision: null } })).map(
		({ id }) => id
	);
const decision = async (held?: readonly string[]) => ({
	roundId: roundId(),
	teamId: teamId(),
	seatId: seatId(),
	partKey: '*',
	held: held ?? (await heldIds()),
	reason
});
const ballot = () => store.database.read.ballot.findFirstOrThrow({ where: { seatId: seatId() } });

describe('marks that come when nothing more may be taken', () => {
	test('E23: are kept with the tablet’s time and the server’s, and count for nothing', async () => {
		await setRound('closed');
		const deviceTime = Date.now() - 720_000;
		const late = mark(teamId(), 'greeting.content', '5', { deviceTime, clockOffsetMs: 40 });
		expect(outcomes(await ask(marksAsk(late)))).toEqual(['held']);
		expect(await written(store.database, seatId())).toEqual({});
		const [row] = await store.database.read.heldMark.findMany({ where: { seatId: seatId() } });
		expect(row).toMatchObject({
			id: late.id,
			kind: 'late',
			code: 'judging_round_not_open',
			clockOffsetMs: 40
		});
		expect(row!.deviceTime!.getTime()).toBe(deviceTime);
		expect(row!.receivedAt.getTime()).toBeGreaterThan(deviceTime);
	});

	test('are told to the judge as they are: received, not counted, waiting', async () => {
		await setRound('closed');
		await ask(sheet());
		const { held, marks } = await ownView(store.database, tablet.actor);
		expect([held.length, marks.length, held[0]!.decision]).toEqual([4, 0, null]);
	});

	test('a handing in after the close is kept too, once', async () => {
		await ask(sheet());
		await setRound('closed');
		const final = finalAsk(teamId(), ALL);
		expect(await ask(final)).toMatchObject({ kind: 'held' });
		expect(await ask(final)).toMatchObject({ kind: 'held' });
		expect(await heldIds()).toEqual([final.key]);
		expect((await ballot()).state).toBe('draft');
	});

	test('that are no marks at all are refused as ever', async () => {
		await setRound('closed');
		const answer = await ask(
			marksAsk(
				mark(teamId(), 'greeting.content', '99'),
				mark(newId(), 'greeting.content', '5'),
				mark(teamId(), 'greeting.costume', '5')
			)
		);
		expect(outcomes(answer)).toEqual([
			'judging_out_of_range',
			'judging_unknown_team',
			'judging_unknown_criterion'
		]);
		expect(await heldIds()).toEqual([]);
	});
});

describe('the chair decides', () => {
	test('accepting makes the next version of the sheet, with the reason in the log', async () => {
		await ask(sheet());
		await ask(finalAsk(teamId(), ALL));
		const late = mark(teamId(), 'greeting.content', '6');
		expect(outcomes(await ask(marksAsk(late)))).toEqual(['held']);
		const asked = await decision();
		expect(await does(acceptHeld, asked, contest.accounts.chair)).toMatchObject({
			version: 1,
			state: 'final'
		});
		expect(JSON.parse((await ballot()).marks!)).toEqual({ ...ALL, 'greeting.content': '6' });
		expect(await does(acceptHeld, asked, contest.accounts.chair)).toBe('judging_held_decided');
		const entry = await store.database.read.auditEntry.findFirstOrThrow({
			where: { action: 'held.accept', reason }
		});
		expect(JSON.parse(entry.before!)).toMatchObject({ state: 'final', version: 0 });
		expect(JSON.parse(entry.after!)).toMatchObject({ state: 'final', version: 1, held: [late.id] });
		expect(outcomes(await ask(marksAsk(late)))).toEqual(['replay']);
		expect((await verifyAuditChain(store.database.read)).whole).toBe(true);
	});

	test('follows the rules of unlocking: a closed round is opened again first', async () => {
		await does(closeRound, { roundId: roundId() });
		await setRound('closed');
		await ask(sheet());
		expect(await does(acceptHeld, await decision())).toBe('judging_round_not_open');
		await does(reopenRound, { roundId: roundId(), reason });
		expect(await does(acceptHeld, await decision())).toMatchObject({ state: 'draft', version: 1 });
		expect(await written(store.database, seatId())).toMatchObject({ [`${teamId()} greeting.form`]: '3.5' });
	});

	test('a sheet that the judge had handed in late is final once it is accepted as handed in', async () => {
		await setRound('closed');
		await ask(sheet());
		await ask(finalAsk(teamId(), ALL));
		await setRound('open');
		expect(await does(acceptHeld, await decision())).toMatchObject({ state: 'final' });
	});

	test('declining leaves the sheet as it was, and the judge reads why', async () => {
		await setRound('closed');
		await ask(marksAsk(mark(teamId(), 'greeting.content', '6')));
		expect(await does(declineHeld, await decision(), contest.accounts.chair)).toBe(null);
		const { held } = await ownView(store.database, tablet.actor);
		expect(held).toMatchObject([{ decision: 'declined', reason }]);
		expect(await written(store.database, seatId())).toEqual({});
		await setRound('open');
		expect(await does(declineHeld, await decision([held[0]!.id]))).toBe('judging_held_decided');
	});

	test('never about marks that were not seen, and never without a reason', async () => {
		await setRound('closed');
		await ask(marksAsk(mark(teamId(), 'greeting.content', '6')));
		expect(await does(declineHeld, { ...(await decision()), held: [newId()] })).toBe('judging_held_decided');
		expect(await does(declineHeld, { ...(await decision()), reason: ' ' })).toBe('invalid');
	});

	test('is the chair or an organizer, and nobody about their own marks', async () => {
		const chairSeat = contest.rounds[0]!.judges.find(({ role }) => role === 'chair')!;
		const chair = await pairedTablet(store.database, contest.id, chairSeat.id);
		await setRound('closed');
		await ask(sheet());
		await ask(sheet(), chair);
		const own = await store.database.read.heldMark.findMany({ where: { seatId: chairSeat.id } });
		const about = { ...(await decision(own.map(({ id }) => id))), seatId: chairSeat.id };
		expect(await does(declineHeld, about, chair.actor)).toBe('judging_held_own');
		expect(await does(declineHeld, await decision(), tablet.actor)).toBe('forbidden');
		expect(await does(declineHeld, await decision(), contest.accounts.secretary)).toBe('forbidden');
		expect(await does(declineHeld, await decision(), chair.actor)).toBe(null);
	});
});
