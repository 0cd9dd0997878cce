import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	GATE_NAMESPACE,
	GATE_PROTOCOL,
	type GateTell,
	type ScanAck,
	type ScanItem
} from '#lib/live/gate-protocol.ts';
import { applyDelta } from '#lib/domain/admission/bundle.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { gateBundle } from '#lib/server/gate/gate-bundle.ts';
import { conflictViews } from '#lib/server/gate/conflict-query.ts';
import { GATE_COOKIE } from '#lib/server/gate/gate-session.ts';
import { revokeGate } from '#lib/server/gate/revoke-gate.ts';
import { settleConflict } from '#lib/server/gate/settle-conflict.ts';
import { city, type City } from '../contest/city.ts';
import { gateTablet, gateWorld } from '../../support/gate-tablet.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';

let here: City;
let server: LiveServer;
beforeAll(async () => {
	here = await city();
	server = await liveServer(here.database);
});
afterAll(async () => {
	await server.close();
	await here.remove();
});

/** What a supervisor has at a door must be there within two seconds. */
const PROMISE_MS = 2_000;

async function connected(token: string, protocol: number = GATE_PROTOCOL) {
	const socket: Socket = io(server.url + GATE_NAMESPACE, {
		path: '/live',
		auth: { protocol },
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders: { cookie: `${GATE_COOKIE}=${token}` }
	});
	const told: GateTell[] = [];
	socket.on('tell', (tell: GateTell) => void told.push(tell));
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', (error) => {
			socket.close();
			reject(error);
		});
	});
	return {
		socket,
		told,
		scan: (item: unknown) => socket.timeout(15_000).emitWithAck('scan', item) as Promise<ScanAck>,
		async hears(kind: GateTell['kind'], isIt: (tell: GateTell) => boolean = () => true) {
			const until = Date.now() + PROMISE_MS;
			while (Date.now() < until) {
				const tell = told.find((one) => one.kind === kind && isIt(one));
				if (tell) return tell;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			throw new Error(`${kind} was not told within ${PROMISE_MS} ms`);
		}
	};
}

async function twoGates(name: string) {
	const k = await gateWorld(here, name, ['Trần An', 'Lê Bình']);
	const [first, second] = [
		await gateTablet(here.database, k, { gate: 0 }),
		await gateTablet(here.database, k, { gate: 1 })
	];
	return { k, first, second, lines: [await connected(first.token), await connected(second.token)] as const };
}
const code = (text: string): Pick<ScanItem, 'what'> => ({ what: { kind: 'code', text } });

describe('a gate’s socket', () => {
	it('answers a scan after it is stored, and tells the other gates of it', async () => {
		const { k, first, lines } = await twoGates('SOCKET');
		const { text } = await k.badge(k.delegates[0]!);
		const ack = await lines[0].scan(first.scan({ checkpointId: k.entryId, ...code(text) }));
		expect(ack).toMatchObject({ ok: true, result: { status: 'stored', code: 'ADMIT' } });
		expect(await here.database.read.scan.count({ where: { conferenceId: k.conferenceId } })).toBe(1);
		expect(await lines[1].hears('roster')).toMatchObject({ kind: 'roster' });
		for (const { socket } of lines) socket.close();
	});

	it('is told of passages as they are, and asks only where more has changed or something was missed', async () => {
		const { k, first, second, lines } = await twoGates('PASSED');
		const badges = [await k.badge(k.delegates[0]!), await k.badge(k.delegates[1]!)] as const;
		const seen = ({ text }: { text: string }) => first.scan({ checkpointId: k.entryId, ...code(text) });
		await lines[0].scan(seen(badges[0]));
		// Nobody was told anything before: they ask.
		await lines[1].hears('roster', (tell) => tell.kind === 'roster');
		const session = await second.session();
		const before = await gateBundle(here.database, session, null);
		if (before.kind !== 'whole') throw new Error('not the whole bundle');
		for (const line of lines) line.told.length = 0;
		await lines[0].scan(seen(badges[1]));
		const told = await lines[1].hears('passages');
		if (told.kind !== 'passages') throw new Error('no passages');
		expect(told).toMatchObject({ called: 2, present: 2, delta: { delegates: [], credentials: [] } });
		const renewed = applyDelta(before.bundle, told.delta);
		if (renewed.kind !== 'applied') throw new Error(renewed.kind);
		const fresh = await gateBundle(here.database, session, null);
		expect(fresh.kind === 'whole' && { ...fresh.bundle, issuedAt: '' }).toEqual({
			...renewed.bundle,
			issuedAt: ''
		});
		expect(lines[1].told.some(({ kind }) => kind === 'roster')).toBe(false);

		for (const line of lines) line.told.length = 0;
		const { conferenceId } = k;
		const { number } = badges[0];
		await here.done(withdrawBadge, { conferenceId, credential: number, as: 'lost', reason: 'Báo mất' });
		await lines[0].hears('roster');
		expect(lines[0].told.some(({ kind }) => kind === 'passages')).toBe(false);
		for (const { socket } of lines) socket.close();
	});

	it('tells passages to nobody whose tablet is none any more', async () => {
		const { k, first, second, lines } = await twoGates('EXPIRED');
		const badges = [await k.badge(k.delegates[0]!), await k.badge(k.delegates[1]!)] as const;
		const seen = ({ text }: { text: string }) => first.scan({ checkpointId: k.entryId, ...code(text) });
		await lines[0].scan(seen(badges[0]));
		await lines[1].hears('roster');
		await gateBundle(here.database, await second.session(), null);
		await here.database.transaction((tx) =>
			tx.gateDevice.update({ where: { id: second.deviceId }, data: { expiresAt: new Date(0) } })
		);
		await lines[0].scan(seen(badges[1]));
		await lines[0].hears('passages');
		expect(lines[1].told.some(({ kind }) => kind === 'passages')).toBe(false);
		for (const { socket } of lines) socket.close();
	});

	it('hears within two seconds that a badge was withdrawn', async () => {
		const { k, lines } = await twoGates('TOLD');
		const { number } = await k.badge(k.delegates[0]!);
		const { conferenceId } = k;
		await here.done(withdrawBadge, { conferenceId, credential: number, as: 'lost', reason: 'Báo mất' });
		const { rosterRev } = await here.database.read.conference.findUniqueOrThrow({
			where: { id: conferenceId }
		});
		// An older revision may be told first: somebody was given a PIN a moment ago.
		const isNewest = (tell: GateTell) => tell.kind === 'roster' && tell.rev === rosterRev;
		expect(await lines[0].hears('roster', isNewest)).toEqual({ kind: 'roster', rev: rosterRev });
		for (const { socket } of lines) socket.close();
	});

	it('hears at both gates that they let one person in, and that it was settled', async () => {
		const { k, first, second, lines } = await twoGates('BOTH');
		const { text } = await k.badge(k.delegates[0]!);
		const elsewhere = await gateTablet(here.database, k, { gate: 1 });
		const bystander = await connected(elsewhere.token);
		const seen = { checkpointId: k.entryId, ...code(text), seen: 'ADMIT_OFFLINE', offline: true } as const;
		await first.send(first.scan(seen));
		await second.send(second.scan(seen));
		for (const line of lines)
			expect(await line.hears('conflict')).toMatchObject({ conflict: { person: { name: 'Trần An' } } });
		expect(bystander.told.filter(({ kind }) => kind === 'conflict')).toEqual([]);
		const [conflict] = await conflictViews(here.database.read, k.conferenceId);
		for (const line of lines) line.told.length = 0;
		await here.done(settleConflict, {
			conflict: conflict!.id,
			resolution: 'same-person-twice',
			reason: 'Đi nhầm cửa'
		});
		for (const line of lines)
			expect(await line.hears('conflict')).toMatchObject({
				conflict: { settled: { reason: 'Đi nhầm cửa' } }
			});
		for (const { socket } of [...lines, bystander]) socket.close();
	});

	it('is told to forget everything when its tablet is revoked, and opens to it no more', async () => {
		const { first, lines } = await twoGates('GONE');
		await here.done(revokeGate, { gateDeviceId: first.deviceId, reason: 'Máy bị mất' });
		expect(await lines[0].hears('wipe')).toEqual({ kind: 'wipe' });
		await expect(connected(first.token)).rejects.toThrow('gate_not_paired');
		lines[1].socket.close();
	});

	it('opens to nobody else, and to no page of another version', async () => {
		const { first, lines } = await twoGates('DOOR');
		await expect(connected('nobody')).rejects.toThrow('gate_not_paired');
		await expect(connected(first.token, GATE_PROTOCOL + 1)).rejects.toThrow('gate_protocol');
		for (const { socket } of lines) socket.close();
	});

	it('answers what is no record, and stores nothing of it', async () => {
		const { k, lines } = await twoGates('NONSENSE');
		expect(await lines[0].scan({ kind: 'scan', id: 'x' })).toMatchObject({
			ok: true,
			result: { status: 'invalid' }
		});
		expect(await here.database.read.scan.count({ where: { conferenceId: k.conferenceId } })).toBe(0);
		for (const { socket } of lines) socket.close();
	});
});
