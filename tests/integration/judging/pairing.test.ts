import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { JUDGE_PROTOCOL } from '#lib/live/judge-protocol.ts';
import { newId } from '#lib/live/id.ts';
import { DEVICE_COOKIE, deviceActor } from '#lib/server/auth/device-actor.ts';
import { execute } from '#lib/server/command/execute.ts';
import { claimDevice, tabletExpiry } from '#lib/server/judging/claim-device.ts';
import { devicesOf } from '#lib/server/judging/devices-query.ts';
import { inviteDevice } from '#lib/server/judging/invite-device.ts';
import { setPin } from '#lib/server/judging/set-pin.ts';
import { wakeDevice } from '#lib/server/judging/wake-device.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, tabletClient, type LiveServer, type TabletClient } from '../../support/live-server.ts';
import { smallContest, type DeviceActor, type SmallContest } from '../../support/small-contest.ts';
import { mark, marksAsk, outcomes } from './tablet.ts';

let store: TestDatabase;
let server: LiveServer;
let contest: SmallContest;
let clients: TabletClient[];

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
	clients = [];
});
afterEach(() => clients.forEach((client) => client.close()));

const seatId = () => contest.rounds[0]!.judges[0]!.id;
const teamId = () => contest.rounds[0]!.teams[0]!.id;

function invite(at?: Date, key?: string) {
	const input = { seatId: seatId() };
	return execute(store.database, inviteDevice, { actor: contest.accounts.secretary, input, at, key });
}

async function invited(at?: Date): Promise<string> {
	const outcome = await invite(at);
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value.path!.split('/').at(-1)!;
}

const claim = (token: string) => execute(store.database, claimDevice, { actor: ANONYMOUS, input: { token } });

async function paired(): Promise<{ actor: DeviceActor; cookie: string }> {
	const outcome = await claim(await invited());
	if (!outcome.ok) throw outcome.refusal;
	const token = outcome.value.token!;
	const actor = (await deviceActor(store.database.read, token, new Date())) as DeviceActor;
	return { actor, cookie: `${DEVICE_COOKIE}=${token}` };
}

async function connect(cookie: string, auth?: Record<string, unknown>): Promise<TabletClient> {
	const client = await tabletClient(server.url, cookie, auth);
	clients.push(client);
	return client;
}

const refusalOf = (outcome: Awaited<ReturnType<typeof claim>>) =>
	outcome.ok ? 'done' : outcome.refusal.code;

test('a QR makes a tablet the seat’s own, once', async () => {
	const token = await invited();
	expect(refusalOf(await claim(token))).toBe('done');
	expect(refusalOf(await claim(token))).toBe('judging_pairing_used');
	expect(refusalOf(await claim('a-token-of-nobody'))).toBe('judging_pairing_unknown');
	const devices = await devicesOf(store.database.read, contest.id);
	expect(devices.map((device) => [device.seatId, device.hasPin, device.isConnected])).toEqual([
		[seatId(), false, false]
	]);
});

test('a QR is worth nothing after ten minutes, and nothing once a newer one was shown', async () => {
	expect(refusalOf(await claim(await invited(new Date(Date.now() - 601_000))))).toBe(
		'judging_pairing_expired'
	);
	const first = await invited();
	const second = await invited();
	expect(refusalOf(await claim(first))).toBe('judging_pairing_expired');
	expect(refusalOf(await claim(second))).toBe('done');
});

test('neither the pairing nor the receipt of the command keeps the link', async () => {
	const key = newId();
	const outcome = await invite(undefined, key);
	const token = outcome.ok ? outcome.value.path!.split('/').at(-1)! : '';
	expect(token.length).toBeGreaterThan(20);
	const stored = [
		await store.database.read.pairing.findMany(),
		await store.database.read.commandReceipt.findMany(),
		await store.database.read.auditEntry.findMany()
	];
	expect(JSON.stringify(stored)).not.toContain(token);
	const again = await invite(undefined, key);
	expect(again.ok && again.value.path).toBe(null);
});

test('only the desk may invite a tablet', async () => {
	const input = { seatId: seatId() };
	const other = await smallContest(store.database, { template: 'communeContest', teams: 1 });
	const outcome = await execute(store.database, inviteDevice, { actor: other.accounts.secretary, input });
	expect(outcome.ok ? 'done' : outcome.refusal.code).toBe('forbidden');
});

test('a tablet’s session ends a day after the contest, or after a week', () => {
	const now = new Date('2026-10-01T00:00:00Z');
	expect(tabletExpiry('2026-10-15', now).toISOString()).toBe('2026-10-16T17:00:00.000Z');
	expect(tabletExpiry(null, now).toISOString()).toBe('2026-10-08T00:00:00.000Z');
	expect(tabletExpiry('2020-01-01', now).toISOString()).toBe('2026-10-02T00:00:00.000Z');
});

test('a tablet with a PIN sleeps at every new connection until the PIN is given', async () => {
	const { actor, cookie } = await paired();
	expect((await setPin(store.database, { actor, pin: '2580' })).ok).toBe(true);
	const judge = await connect(cookie);
	const given = marksAsk(mark(teamId(), 'greeting.content', '5'));
	expect(await judge.ask(given)).toMatchObject({ kind: 'refused', code: 'judging_asleep' });
	expect(judge.told.every(({ kind }) => kind === 'asleep')).toBe(true);
	expect(await judge.ask({ kind: 'wake', pin: '0000' })).toMatchObject({
		code: 'judging_pin_wrong',
		left: 4
	});
	const awake = await judge.ask({ kind: 'wake', pin: '2580' });
	expect(awake).toMatchObject({ kind: 'awake', view: { seat: { id: seatId() } } });
	expect(outcomes(await judge.ask(given))).toEqual(['stored']);
	const wake = awake.kind === 'awake' ? awake.wake : '';
	const back = await connect(cookie, { protocol: JUDGE_PROTOCOL, wake });
	expect(outcomes(await back.ask(given))).toEqual(['replay']);
	const forged = await connect(cookie, {
		protocol: JUDGE_PROTOCOL,
		wake: wake.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
	});
	expect(await forged.ask(given)).toMatchObject({ code: 'judging_asleep' });
});

test('five wrong PINs unpair the tablet, also when they are tried all at once', async () => {
	const { actor, cookie } = await paired();
	await setPin(store.database, { actor, pin: '2580' });
	const tries = await Promise.all(
		['1', '2', '3', '4', '5', '6', '7'].map((digit) =>
			wakeDevice(store.database, { actor, pin: `000${digit}` })
		)
	);
	const codes = tries.map((outcome) => (outcome.ok ? 'awake' : outcome.refusal.code));
	expect(codes.filter((code) => code === 'judging_pin_wrong').length).toBeLessThanOrEqual(4);
	expect(codes).not.toContain('awake');
	const late = await wakeDevice(store.database, { actor, pin: '2580' });
	expect(late.ok ? 'awake' : late.refusal.code).toBe('judging_not_paired');
	await expect(tabletClient(server.url, cookie)).rejects.toThrow('judging_not_paired');
});

test('a PIN is four to six digits, set once, and nowhere stored readable', async () => {
	const { actor } = await paired();
	const code = async (pin: string) => {
		const outcome = await setPin(store.database, { actor, pin });
		return outcome.ok ? 'set' : outcome.refusal.code;
	};
	expect([await code('123'), await code('12345678'), await code('12a4')]).toEqual([
		'invalid',
		'invalid',
		'invalid'
	]);
	expect(await code('25801')).toBe('set');
	expect(await code('1111')).toBe('judging_pin_already_set');
	const device = await store.database.read.device.findUniqueOrThrow({ where: { id: actor.deviceId } });
	expect(device.pinHash).toMatch(/^\$argon2id\$/);
});

test('the desk sees which tablets are connected', async () => {
	const { cookie } = await paired();
	const judge = await connect(cookie);
	const connected = async () =>
		(await devicesOf(store.database.read, contest.id)).map((device) => device.isConnected);
	expect(await connected()).toEqual([true]);
	judge.close();
	await expect.poll(connected).toEqual([false]);
});
