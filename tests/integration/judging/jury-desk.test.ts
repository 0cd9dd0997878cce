import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { juryView } from '#lib/server/desk/jury-query.ts';
import { answerTablet } from '#lib/server/judging/answer-tablet.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { pairedTablet, putOnStage, smallContest, type SmallContest } from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk } from './tablet.ts';

const ALL = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};

let store: TestDatabase;
let contest: SmallContest;

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 3 });
});

const round = () => contest.rounds[0]!;
const seat = (index: number) => round().judges[index]!.id;
const team = (index: number) => round().teams[index]!.id;
const tabletOf = (index: number) => pairedTablet(store.database, contest.id, seat(index));
const view = (turn: number | null = null, actor = contest.accounts.chair as Parameters<typeof juryView>[1]) =>
	juryView(store.database.read, actor, round().id, turn, new Date());

async function handIn(index: number) {
	const { actor } = await tabletOf(index);
	const session = { actor, wake: null };
	const marks = Object.entries(ALL).map(([path, value]) => mark(team(0), path, value));
	await answerTablet(store.database, session, marksAsk(...marks));
	await answerTablet(store.database, session, finalAsk(team(0), ALL));
	return actor;
}

const setTurn = (position: number, status: string) =>
	store.database.transaction((tx) =>
		tx.performance.updateMany({ where: { roundId: round().id, position }, data: { status } })
	);

test('the chair sees for the team on stage who has handed in and who has not', async () => {
	await handIn(1);
	const { turn, jurors } = await view();
	expect(turn).toMatchObject({ teamId: team(0), position: 1, status: 'on-stage' });
	expect(jurors.map(({ label, sheet }) => [label, sheet?.state])).toEqual(
		round().judges.map(({ label }, index) => [label, index === 1 ? 'final' : 'due'])
	);
});

test('between two teams the last one stays, and any other turn can be looked at', async () => {
	await setTurn(1, 'performed');
	await putOnStage(store.database, round().id, null);
	expect((await view()).turn?.teamId).toBe(team(0));
	expect((await view(2)).turn?.teamId).toBe(team(1));
	expect((await view(99)).turn?.teamId).toBe(team(0));
});

test('who leaves now is absent from the turn that runs, and from the next one where the sheet for this one is in', async () => {
	await handIn(1);
	const { jurors } = await view();
	expect([jurors[0]!.awayFrom, jurors[1]!.awayFrom]).toEqual([1, 2]);
});

test('a seat with two tablets, and what each of them last said, stand beside its name', async () => {
	await tabletOf(1);
	const second = await tabletOf(1);
	await store.database.transaction((tx) =>
		tx.device.update({
			where: { id: second.deviceId },
			data: { batteryPercent: 12, undelivered: 3, clockOffsetMs: -4000, appVersion: 'v9' }
		})
	);
	const { jurors } = await view();
	expect(jurors[1]!.devices).toHaveLength(2);
	const told = jurors[1]!.devices.find(({ id }) => id === second.deviceId);
	expect(told).toMatchObject({
		appVersion: 'v9',
		condition: { batteryPercent: 12, undelivered: 3, clockOffsetMs: -4000 }
	});
	expect(jurors[0]!.devices).toEqual([]);
});

test('marks that wait for a decision are counted by judge and kind, decided ones are not', async () => {
	const held = (seatId: string, kind: string, decision: string | null = null) => ({
		id: newId(),
		roundId: round().id,
		teamId: team(0),
		seatId,
		partKey: '*',
		kind,
		code: 'judging_round_not_open',
		criterion: 'greeting.content',
		value: '5',
		deviceId: newId(),
		receivedAt: new Date(),
		decision
	});
	await store.database.transaction((tx) =>
		tx.heldMark.createMany({
			data: [
				held(seat(1), 'late'),
				held(seat(1), 'late'),
				held(seat(1), 'late', 'declined'),
				held(seat(2), 'diverged')
			]
		})
	);
	const { jurors } = await view();
	expect(jurors.slice(0, 3).map((juror) => juror.held)).toEqual([
		{ late: 0, diverged: 0 },
		{ late: 2, diverged: 0 },
		{ late: 0, diverged: 1 }
	]);
});

test('a chair who marks is blind to the team until the own sheet is in', async () => {
	const { actor } = await tabletOf(0);
	expect(await view(null, actor)).toMatchObject({ isBlind: true, ownSeatId: seat(0) });
	await handIn(0);
	expect(await view(null, actor)).toMatchObject({ isBlind: false, ownSeatId: seat(0) });
});
