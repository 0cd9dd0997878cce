import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { DESK_NAMESPACE } from '#lib/live/board-protocol.ts';
import { AWAKE_COOKIE, tabletOf } from '#lib/server/auth/tablet.ts';
import { execute } from '#lib/server/command/execute.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { asked, atDesk, pinFirst } from '#lib/server/desk/at-desk.ts';
import { deskWakeFor } from '#lib/server/judging/device-awake-query.ts';
import { revokeDevice } from '#lib/server/judging/revoke-device.ts';
import { setPin } from '#lib/server/judging/set-pin.ts';
import { wakeDevice } from '#lib/server/judging/wake-device.ts';
import { boardViewer, type BoardViewer } from '../../support/board-viewer.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';

const MINUTE = 60_000;
let store: TestDatabase;
let server: LiveServer;
let contest: SmallContest;
let chair: PairedTablet;
let viewers: BoardViewer[];

beforeAll(async () => {
	store = await testDatabase();
	server = await liveServer(store.database);
});
afterAll(async () => {
	await server.close();
	await store.remove();
});
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2 });
	chair = await pairedTablet(store.database, contest.id, round().judges[0]!.id);
	viewers = [];
});
afterEach(() => viewers.forEach((viewer) => viewer.close()));

const round = () => contest.rounds[0]!;
const desk = () => `/desk/rounds/${round().id}`;

async function withPin(): Promise<{ desk: string; wake: string }> {
	const outcome = await setPin(store.database, { actor: chair.actor, pin: '2580' });
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value;
}

/** What a request with these cookies finds, as the server's hooks make it. */
async function locals(awake: string | null, at = new Date(), actor: Actor = ANONYMOUS) {
	const tablet = await tabletOf(store.database.read, { token: chair.token, awake }, at);
	return { actor, tablet: tablet.actor, isAwake: tablet.isAwake };
}

const socket = async (awake: string | null) => {
	const cookie = awake === null ? chair.cookie : `${chair.cookie}; ${AWAKE_COOKIE}=${awake}`;
	const viewer = await boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie });
	viewers.push(viewer);
	return viewer;
};

/** Calls the first team on stage as a form of the desk's page would. */
async function call(awake: string | null, at = new Date()): Promise<string> {
	const event = { locals: await locals(awake, at) } as unknown as Parameters<typeof asked>[0];
	const input = { roundId: round().id, teamId: round().teams[0]!.id, partKey: '*' };
	const outcome = await execute(store.database, callStage, { actor: asked(event).locals.actor, input });
	return outcome.ok ? 'done' : outcome.refusal.code;
}

describe('a tablet of the desk', () => {
	test('that sleeps is asked for its PIN on every page of its round’s desk, and comes back to where it wanted', async () => {
		await withPin();
		const asleep = await locals(null);
		expect(pinFirst(asleep, { pathname: `${desk()}/grid`, search: '?turn=2' }, 'GET')).toBe(
			`/judge/wake?to=${encodeURIComponent(`${desk()}/grid?turn=2`)}`
		);
		expect(pinFirst(asleep, { pathname: desk(), search: '?/call' }, 'POST')).toBe(
			`/judge/wake?to=${encodeURIComponent(desk())}`
		);
		expect(pinFirst(asleep, { pathname: '/judge', search: '' }, 'GET')).toBeNull();
		expect(atDesk(asleep)).toEqual(ANONYMOUS);
	});

	test('that sleeps is refused by the server, in commands and on the socket', async () => {
		await withPin();
		expect(await call(null)).toBe('forbidden');
		await expect(socket(null)).rejects.toThrow('forbidden');
		await expect(socket('1790000000000.1790000000000.made-up')).rejects.toThrow('forbidden');
	});

	test('without a PIN sleeps: it must choose one first', async () => {
		expect(pinFirst(await locals(null), { pathname: desk(), search: '' }, 'GET')).not.toBeNull();
		expect(await call(null)).toBe('forbidden');
		await expect(socket(null)).rejects.toThrow('forbidden');
	});

	test('works at the desk once its PIN was given', async () => {
		await withPin();
		const woken = await wakeDevice(store.database, { actor: chair.actor, pin: '2580' });
		const awake = woken.ok ? woken.value.desk : '';
		expect(pinFirst(await locals(awake), { pathname: desk(), search: '' }, 'GET')).toBeNull();
		expect(atDesk(await locals(awake))).toMatchObject({ kind: 'device', seatId: chair.actor.seatId });
		expect(await call(awake)).toBe('done');
		const heard = await (await socket(awake)).socket.emitWithAck('watch', { roundId: round().id });
		expect(heard).toMatchObject({ ok: true });
	});

	test('stays awake while it is touched, sleeps after half an hour without, and after half a day in any case', async () => {
		const { desk: first } = await withPin();
		const began = Date.now();
		const at = (minutes: number) => new Date(began + minutes * MINUTE);
		const isAwake = async (awake: string, minutes: number) => (await locals(awake, at(minutes))).isAwake;
		expect([await isAwake(first, 29), await isAwake(first, 31)]).toEqual([true, false]);
		const touch = async (awake: string, minutes: number) =>
			(await tabletOf(store.database.read, { token: chair.token, awake }, at(minutes))).touched;
		expect(await touch(first, 0.5)).toBeNull();
		let awake = first;
		for (let minutes = 20; minutes < 720; minutes += 20) awake = (await touch(awake, minutes))!;
		expect([await isAwake(awake, 719), await isAwake(awake, 721)]).toEqual([true, false]);
		expect(await touch(first, 31)).toBeNull();
	});

	test('is awake for its own proof only: not another tablet’s, not the one of the judge’s sheet, not a changed one', async () => {
		const { desk: own, wake } = await withPin();
		const other = await pairedTablet(store.database, contest.id, round().judges[1]!.id);
		const others = await setPin(store.database, { actor: other.actor, pin: '2580' });
		const [woken, , signature] = own.split('.');
		const isAwake = await Promise.all(
			[own, others.ok ? others.value.desk : '', wake, `${woken}.${Date.now() + 9e8}.${signature}`, ''].map(
				async (awake) => (await locals(awake)).isAwake
			)
		);
		expect(isAwake).toEqual([true, false, false, false, false]);
	});

	test('of the chair is woken by the judge’s sheet, for one PIN opens both', async () => {
		const { wake } = await withPin();
		const awake = await deskWakeFor(store.database.read, chair.actor, wake, new Date());
		expect((await locals(awake)).isAwake).toBe(true);
		expect(await deskWakeFor(store.database.read, chair.actor, 'made-up', new Date())).toBeNull();
		expect(await deskWakeFor(store.database.read, ANONYMOUS, wake, new Date())).toBeNull();
	});

	test('that was revoked is nobody, however awake it was, and its socket is closed', async () => {
		const { desk: awake } = await withPin();
		const open = await socket(awake);
		const gone = new Promise((resolve) => open.socket.once('disconnect', resolve));
		const revoked = await execute(store.database, revokeDevice, {
			actor: contest.accounts.secretary,
			input: { deviceId: chair.deviceId }
		});
		expect(revoked.ok).toBe(true);
		expect(await gone).toBe('io server disconnect');
		expect(await locals(awake)).toMatchObject({ tablet: ANONYMOUS, isAwake: false });
		expect(await call(awake)).toBe('forbidden');
		await expect(socket(awake)).rejects.toThrow('forbidden');
	});

	test('lets an account that is signed in on it work without a PIN', async () => {
		await withPin();
		const { secretary } = contest.accounts;
		const both = await locals(null, new Date(), secretary);
		expect(pinFirst(both, { pathname: desk(), search: '' }, 'GET')).toBeNull();
		expect(atDesk(both)).toEqual(secretary);
	});
});
