import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BOARD_STREAM } from '#lib/live/board-protocol.ts';
import { newId } from '#lib/live/id.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { publisherOf, type Publisher } from '#lib/server/realtime/publisher.ts';
import { boardViewer } from '../../support/board-viewer.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { handIn } from '../../support/hand-in.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { smallContest, type SmallContest, type SmallRound } from '../../support/small-contest.ts';
import { streamViewer, type StreamViewer } from '../../support/stream-viewer.ts';

const HALL = 40;

let held: TestDatabase;
let server: LiveServer;
let publisher: Publisher;
const open: { close(): void }[] = [];

beforeAll(async () => {
	process.env.KHEO_VIEWERS_PER_ADDRESS = String(HALL);
	held = await testDatabase();
	server = await liveServer(held.database, (_request, response) => response.writeHead(200).end('a page'));
	publisher = publisherOf(held.database);
});

afterEach(async () => {
	await Promise.all(
		open.splice(0).map((one) => {
			one.close();
			return 'ended' in one ? (one as StreamViewer).ended : null;
		})
	);
});

afterAll(async () => {
	delete process.env.KHEO_VIEWERS_PER_ADDRESS;
	publisher.stop();
	await publisher.settled();
	await server.close();
	await held.remove();
});

async function openRound(): Promise<{ contest: SmallContest; round: SmallRound }> {
	const contest = await smallContest(held.database, { template: 'communeContest', teams: 4, judges: 3 });
	const round = contest.rounds[0]!;
	publisher.refresh(round.id);
	await publisher.settled();
	return { contest, round };
}

async function follow(...asked: Parameters<typeof streamViewer> extends [string, ...infer R] ? R : never) {
	const viewer = await streamViewer(server.url, ...asked);
	open.push(viewer);
	return viewer;
}

const stored = async (roundId: string) => (await publicProjection(held.database.read, roundId))!;
const rendered = async (roundId: string) => {
	const { version, at, view } = await stored(roundId);
	return { version, at: at.getTime(), view };
};

/** A connection by hand, for what no client would send. */
async function byHand(...lines: readonly string[]): Promise<{ tcp: Socket; heard: () => string }> {
	const tcp = connect(server.port, '127.0.0.1');
	open.push({ close: () => tcp.destroy() });
	let text = '';
	tcp.on('data', (chunk) => (text += chunk.toString()));
	tcp.on('error', () => {});
	await new Promise((resolve) => tcp.once('connect', resolve));
	tcp.write(lines.join('\r\n'));
	return { tcp, heard: () => text };
}

describe('a stream of a public board', () => {
	test('brings the whole board, then patches, and ends equal to what sockets and the database have', async () => {
		const { contest, round } = await openRound();
		const streams = [await follow(round.id), await follow(round.id)];
		const socket = await boardViewer(server.url);
		open.push(socket);
		await socket.join(round.id);
		for (const { joined } of streams) expect(await joined).toMatchObject({ roundId: round.id });
		for (const team of round.teams) {
			await handIn(held.database, contest, round, team.id, 0.5 + team.position / 10);
			await wait(150);
		}
		await publisher.settled();
		const now = await stored(round.id);
		for (const viewer of [...streams, socket]) {
			expect((await viewer.until(({ version }) => version === now.version)).view).toEqual(now.view);
			expect(viewer.isBehind).toBe(false);
			const seen = viewer.heard.filter(({ kind }) => kind !== 'beat').map(({ v }) => v);
			expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
			expect(viewer.heard.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1);
		}
		// The same messages, whichever way they came.
		const told = ({ heard }: Pick<StreamViewer, 'heard'>) =>
			heard.filter(({ kind }) => kind === 'patch').map((message) => JSON.stringify(message));
		expect(told(streams[0]!)).toEqual(told(socket));
	});

	test('brings nothing to who has the newest version, by the page’s address or as streams resume', async () => {
		const { contest, round } = await openRound();
		const shown = await rendered(round.id);
		const page = await follow(round.id, { shown });
		const again = await follow(round.id, {
			shown,
			query: '',
			headers: { 'last-event-id': String(shown.version) }
		});
		expect((await page.joined).v).toBe(shown.version);
		await again.joined;
		await handIn(held.database, contest, round, round.teams[0]!.id, 0.8);
		for (const viewer of [page, again]) {
			await viewer.until(({ version }) => version > shown.version);
			expect(viewer.events.map((event) => event.split(' ')[0])).toEqual(['patch']);
		}
		const late = await follow(round.id, { shown });
		expect((await late.until(({ version }) => version > shown.version)).view).toEqual(page.shown!.view);
		expect(late.events[0]!.startsWith('snapshot')).toBe(true);
	});

	test('says its version every few seconds, and finds what was written without a word', async () => {
		const { round } = await openRound();
		const shown = await rendered(round.id);
		const viewer = await follow(round.id, { shown });
		await viewer.joined;
		const view = { ...shown.view, counts: { ...shown.view.counts, performed: 3 } };
		await held.database.transaction((tx) =>
			tx.projection.update({
				where: { roundId_audience: { roundId: round.id, audience: 'public' } },
				data: { version: shown.version + 1, json: JSON.stringify(view), updatedAt: new Date() }
			})
		);
		expect((await viewer.until(({ version }) => version === shown.version + 1, 15_000)).view).toEqual(view);
		while (!viewer.heard.some(({ kind, v }) => kind === 'beat' && v === shown.version + 1)) await wait(50);
	});

	test('tells nothing of marks that are not public, though the official board has moved', async () => {
		const { contest, round } = await openRound();
		const viewer = await follow(round.id);
		await viewer.until(() => true);
		const before = viewer.events.length;
		await handIn(held.database, contest, round, round.teams[0]!.id, 0.9, { performed: false });
		await publisher.settled();
		await wait(300);
		expect(viewer.events.slice(before)).toEqual([]);
		const official = (await officialProjection(held.database.read, round.id))!;
		expect(official.view.rows[0]!.total).not.toBeNull();
		const asked = await follow(round.id, { query: 'audience=official' });
		expect(asked.status).toBe(400);
	});

	test('needs no framing, so that a proxy of HTTP/1.0 passes it on, and is never kept or gathered', async () => {
		const { round } = await openRound();
		const { heard } = await byHand(`GET ${BOARD_STREAM}${round.id} HTTP/1.0`, 'Host: h', '', '');
		while (!heard().includes('event: snapshot')) await wait(10);
		const [head, body] = heard().split('\r\n\r\n');
		expect(head).not.toMatch(/transfer-encoding|content-length/i);
		expect(head).toMatch(/connection: close/i);
		expect(head).toMatch(/cache-control: no-store, no-transform/i);
		expect(head).toMatch(/x-accel-buffering: no/i);
		expect(body!.startsWith('event: joined\ndata: {')).toBe(true);
	});

	test('leaves every other address to the pages', async () => {
		expect(await (await fetch(`${server.url}/live-boards`)).text()).toBe('a page');
	});
});

describe('a phone that comes back', () => {
	test('ends the stream that its broken network left behind, and takes no second place in the hall', async () => {
		const { round } = await openRound();
		const shown = await rendered(round.id);
		let last = await follow(round.id, { shown });
		for (let time = 0; time < 2 * HALL; time++) {
			const { stream } = await last.joined;
			const next = await follow(round.id, { query: `version=${shown.version}&was=${stream}` });
			expect(next.status).toBe(200);
			await last.ended;
			last = next;
		}
	});

	test('cannot end a stream whose name it does not know', async () => {
		const { round } = await openRound();
		const mine = await follow(round.id);
		await mine.joined;
		expect((await follow(round.id, { query: `was=${crypto.randomUUID()}` })).status).toBe(200);
		expect((await follow(round.id, { query: 'was=guessed' })).status).toBe(400);
		const outcome = await Promise.race([mine.ended.then(() => 'ended'), wait(200, 'open')]);
		expect(outcome).toBe('open');
	});

	test('shares the limit of its address with sockets, and a place is free again when somebody leaves', async () => {
		const { round } = await openRound();
		const inside = await Promise.all(Array.from({ length: HALL }, () => follow(round.id)));
		const full = await follow(round.id);
		expect([full.status, full.headers['retry-after']]).toEqual([503, '10']);
		await expect(boardViewer(server.url)).rejects.toThrow('too_many');
		inside[0]!.close();
		await inside[0]!.ended;
		let status = 503;
		while (status === 503) status = (await follow(round.id)).status;
		expect(status).toBe(200);
	});
});

describe('whoever asks for what is not there, or not so', () => {
	test('gets a number for it, and no stream', async () => {
		const { round } = await openRound();
		const status = async (roundId: string, options = {}) => (await follow(roundId, options)).status;
		expect(await status(newId())).toBe(404);
		expect(await status('x')).toBe(400);
		expect(await status(`${round.id}/${round.id}`)).toBe(400);
		expect(await status(round.id, { query: 'version=-1' })).toBe(400);
		expect(await status(round.id, { query: `version=${'9'.repeat(40)}` })).toBe(400);
		expect(await status(round.id, { query: 'version=1&version=x' })).toBe(400);
		expect(await status(round.id, { method: 'DELETE' })).toBe(405);
		expect(await status(round.id, { headers: { origin: 'https://elsewhere.example' } })).toBe(403);
		expect(await status(round.id, { headers: { origin: server.url } })).toBe(200);
		const { contest: draft, round: hidden } = await openRound();
		await held.database.transaction((tx) =>
			tx.contest.update({ where: { id: draft.id }, data: { status: 'draft' } })
		);
		expect(await status(hidden.id)).toBe(404);
	});

	test('and a second request on the connection of a stream gets not a byte into it', async () => {
		const { round } = await openRound();
		const request = [`GET ${BOARD_STREAM}${round.id} HTTP/1.1`, 'Host: h', '', ''].join('\r\n');
		const { heard } = await byHand(request + request + request);
		while (!heard().includes('event: beat')) await wait(50);
		expect(heard().match(/HTTP\/1\.1/g)).toHaveLength(1);
		expect(heard().match(/event: joined/g)).toHaveLength(1);
	});
});

describe('a server that stops', () => {
	test('ends its streams at once', async () => {
		const { round } = await openRound();
		const viewer = await follow(round.id);
		await viewer.joined;
		await server.close();
		expect(await Promise.race([viewer.ended.then(() => 'ended'), wait(2000, 'open')])).toBe('ended');
		server = await liveServer(held.database);
	});
});
