import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { DESK_NAMESPACE, type Beat } from '#lib/live/board-protocol.ts';
import { newId } from '#lib/live/id.ts';
import { sessionsOf } from '#lib/server/auth/lucia.ts';
import { AWAKE_COOKIE } from '#lib/server/auth/tablet.ts';
import { setPin } from '#lib/server/judging/set-pin.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import { publisherOf, type Publisher } from '#lib/server/realtime/publisher.ts';
import { boardViewer, type BoardViewer } from '../../support/board-viewer.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { handIn } from '../../support/hand-in.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import {
	pairedTablet,
	putOnStage,
	smallContest,
	type PairedTablet,
	type SmallContest,
	type SmallContestOptions,
	type SmallRound
} from '../../support/small-contest.ts';

let held: TestDatabase;
let server: LiveServer;
let publisher: Publisher;

beforeAll(async () => {
	held = await testDatabase();
	server = await liveServer(held.database);
	publisher = publisherOf(held.database);
});

afterAll(async () => {
	publisher.stop();
	await publisher.settled();
	await server.close();
	await held.remove();
});

interface Stage {
	readonly contest: SmallContest;
	readonly round: SmallRound;
}

async function openRound(options: SmallContestOptions = {}): Promise<Stage> {
	const contest = await smallContest(held.database, {
		template: 'communeContest',
		teams: 4,
		judges: 3,
		...options
	});
	const round = contest.rounds[0]!;
	publisher.refresh(round.id);
	await publisher.settled();
	return { contest, round };
}

async function cookieOf(accountId: string): Promise<string> {
	const sessions = sessionsOf(held.database, false);
	const session = await sessions.createSession(accountId, { address: null, userAgent: null });
	return `${sessions.sessionCookieName}=${session.id}`;
}

const versions = (viewer: BoardViewer) =>
	viewer.heard.filter(({ kind }) => kind !== 'beat').map((message) => message.v);

describe('a public board', () => {
	test('E28: comes whole to a new viewer, then in patches, and every screen ends equal to the database', async () => {
		const { contest, round } = await openRound();
		const viewers = await Promise.all([
			boardViewer(server.url),
			boardViewer(server.url),
			boardViewer(server.url, { transports: ['polling'] })
		]);
		for (const viewer of viewers) expect(await viewer.join(round.id)).toMatchObject({ ok: true });
		for (const team of round.teams) {
			await handIn(held.database, contest, round, team.id, 0.5 + team.position / 10);
			await wait(150);
		}
		await publisher.settled();
		const stored = (await publicProjection(held.database.read, round.id))!;
		for (const viewer of viewers) {
			const shown = await viewer.until(({ version }) => version === stored.version);
			expect(shown.view).toEqual(stored.view);
			expect(viewer.isBehind).toBe(false);
			const seen = versions(viewer);
			expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
			expect(viewer.heard.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1);
			viewer.close();
		}
		expect(stored.view.rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
	});

	test('sends nothing to a page that was rendered with the newest version, and the whole board to an older one', async () => {
		const { contest, round } = await openRound();
		const stored = (await publicProjection(held.database.read, round.id))!;
		const rendered = { version: stored.version, at: stored.at.getTime(), view: stored.view };
		const fresh = await boardViewer(server.url, { shown: rendered });
		expect(await fresh.join(round.id)).toEqual({ ok: true, version: stored.version });
		await handIn(held.database, contest, round, round.teams[0]!.id, 0.8);
		await fresh.until(({ version }) => version > stored.version);
		expect(fresh.heard.map(({ kind }) => kind).filter((kind) => kind !== 'beat')).toEqual(['patch']);

		const late = await boardViewer(server.url, { shown: rendered });
		await late.join(round.id);
		expect((await late.until(({ version }) => version > stored.version)).view).toEqual(fresh.shown!.view);
		expect(late.heard.find(({ kind }) => kind !== 'beat')!.kind).toBe('snapshot');
		fresh.close();
		late.close();
	});

	test('tells by the next heartbeat of a version that came without a word', async () => {
		const { round } = await openRound();
		const viewer = await boardViewer(server.url);
		await viewer.join(round.id);
		await viewer.until(() => true);
		const stored = (await publicProjection(held.database.read, round.id))!;
		// As another process writes it while the messages between processes are lost.
		const view = { ...stored.view, counts: { ...stored.view.counts, performed: 3 } };
		await held.database.transaction((tx) =>
			tx.projection.update({
				where: { roundId_audience: { roundId: round.id, audience: 'public' } },
				data: { version: stored.version + 1, json: JSON.stringify(view), updatedAt: new Date() }
			})
		);
		const shown = await viewer.until(({ version }) => version === stored.version + 1, 15_000);
		expect(shown.view.counts.performed).toBe(3);
		viewer.close();
	});

	test('says its version every few seconds', async () => {
		const { round } = await openRound();
		const viewer = await boardViewer(server.url);
		await viewer.join(round.id);
		const beat = await new Promise<Beat>((resolve) => viewer.socket.once('beat', resolve));
		expect(beat.v).toBe(viewer.shown!.version);
		expect(Math.abs(beat.now - Date.now())).toBeLessThan(2000);
		viewer.close();
	});

	test('that moves at the end tells nothing of marks: not one byte, not one version', async () => {
		const { rules } = RULES_TEMPLATES.find(({ key }) => key === 'communeContest')!;
		const stages = rules.stages.map((stage) => ({
			...stage,
			visibility: { ...stage.visibility, publicBoard: 'atTheEnd' as const }
		}));
		const { contest, round } = await openRound({ rules: { ...rules, stages } });
		const viewer = await boardViewer(server.url);
		await viewer.join(round.id);
		await viewer.until(() => true);
		const before = viewer.heard.length;
		await handIn(held.database, contest, round, round.teams[0]!.id, 0.9, { performed: false });
		await publisher.settled();
		await wait(300);
		expect(viewer.heard.slice(before).filter(({ kind }) => kind !== 'beat')).toEqual([]);
		const official = (await officialProjection(held.database.read, round.id))!;
		expect(official.view.rows[0]!.total).not.toBeNull();
		viewer.close();
	});

	test('of a contest in draft, or of no round at all, is nobody’s to see', async () => {
		const { contest, round } = await openRound();
		await held.database.transaction((tx) =>
			tx.contest.update({ where: { id: contest.id }, data: { status: 'draft' } })
		);
		const viewer = await boardViewer(server.url);
		expect(await viewer.join(round.id)).toEqual({ ok: false, code: 'unknown' });
		expect(await viewer.join(newId())).toEqual({ ok: false, code: 'unknown' });
		expect(viewer.heard).toEqual([]);
		viewer.close();
	});
});

describe('a viewer who misbehaves', () => {
	test('is told that the message makes no sense', async () => {
		const viewer = await boardViewer(server.url);
		const ask = (message: unknown) => viewer.socket.timeout(15_000).emitWithAck('join', message);
		expect(await ask({ roundId: 'x', version: null })).toEqual({ ok: false, code: 'invalid' });
		expect(await ask({ roundId: newId(), version: -1 })).toEqual({ ok: false, code: 'invalid' });
		expect(await ask({ roundId: newId(), version: null, audience: 'official' })).toEqual({
			ok: false,
			code: 'invalid'
		});
		viewer.close();
	});

	test('is let go when asking without end', async () => {
		const viewer = await boardViewer(server.url);
		const gone = new Promise((resolve) => viewer.socket.once('disconnect', resolve));
		for (let index = 0; index < 40; index++)
			viewer.socket.emit('join', { roundId: newId(), version: null }, () => {});
		expect(await gone).toBe('io server disconnect');
	});

	test('cannot reach the namespace of the desk, with or without a made-up cookie', async () => {
		await expect(boardViewer(server.url, { namespace: DESK_NAMESPACE })).rejects.toThrow('forbidden');
		await expect(
			boardViewer(server.url, {
				namespace: DESK_NAMESPACE,
				cookie: 'kheo_session=guessed; kheo_tablet=guessed'
			})
		).rejects.toThrow('forbidden');
	});
});

describe('the desk', () => {
	test('sees the official board move with every ballot and hears ids of what changed, the public sees neither', async () => {
		const { contest, round } = await openRound();
		const team = round.teams[2]!;
		const cookie = await cookieOf(contest.accounts.secretary.accountId);
		const desk = await boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie });
		const news: unknown[] = [];
		desk.socket.on('news', (message) => news.push(message));
		expect(await desk.join(round.id)).toMatchObject({ ok: true });
		const audience = await boardViewer(server.url);
		await audience.join(round.id);
		await handIn(held.database, contest, round, team.id, 0.7, { performed: false });
		const shown = await desk.until(({ view }) => view.rows.some(({ total }) => total !== null));
		expect(shown.view.projection).toBe('official');
		expect(shown.view.rows[0]).toMatchObject({ teamId: team.id, rank: 1 });
		await expect
			.poll(() => news)
			.toEqual([{ kind: 'ballot.changed', roundId: round.id, teamId: team.id, seatId: round.judges[0]!.id }]);
		await wait(200);
		expect(news).toHaveLength(1);
		expect(audience.shown!.view.rows.every(({ total, rank }) => total === null && rank === null)).toBe(true);
		desk.close();
		audience.close();
	});

	test('of another contest is refused', async () => {
		const own = await openRound();
		const other = await openRound();
		const cookie = await cookieOf(own.contest.accounts.secretary.accountId);
		const desk = await boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie });
		expect(await desk.join(other.round.id)).toEqual({ ok: false, code: 'forbidden' });
		expect(await desk.socket.timeout(15_000).emitWithAck('watch', { roundId: other.round.id })).toEqual({
			ok: false,
			code: 'forbidden'
		});
		expect(await desk.join(newId())).toEqual({ ok: false, code: 'unknown' });
		desk.close();
	});

	test('opens to the chair’s tablet, not to a judge’s', async () => {
		const { contest, round } = await openRound();
		const chair = await pairedTablet(held.database, contest.id, round.judges[0]!.id);
		const judge = await pairedTablet(held.database, contest.id, round.judges[1]!.id);
		const awake = async ({ actor, cookie }: PairedTablet) => {
			const pin = await setPin(held.database, { actor, pin: '2580' });
			return `${cookie}; ${AWAKE_COOKIE}=${pin.ok ? pin.value.desk : ''}`;
		};
		const chairs = await boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie: await awake(chair) });
		expect(await chairs.join(round.id)).toMatchObject({ ok: true });
		const judges = await boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie: await awake(judge) });
		expect(await judges.join(round.id)).toEqual({ ok: false, code: 'forbidden' });
		expect(judges.heard).toEqual([]);
		chairs.close();
		judges.close();
	});

	test('is closed at once when the session ends, and a role taken away ends what it opened', async () => {
		const { contest, round } = await openRound();
		const { accountId } = contest.accounts.secretary;
		const cookie = await cookieOf(accountId);
		const desk = await boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie });
		await desk.join(round.id);
		const gone = new Promise((resolve) => desk.socket.once('disconnect', resolve));
		await sessionsOf(held.database, false).invalidateUserSessions(accountId);
		announce([{ kind: 'session.revoked', accountId, sessionId: null }]);
		expect(await gone).toBe('io server disconnect');
		await expect(boardViewer(server.url, { namespace: DESK_NAMESPACE, cookie })).rejects.toThrow('forbidden');

		const again = await boardViewer(server.url, {
			namespace: DESK_NAMESPACE,
			cookie: await cookieOf(accountId)
		});
		await again.join(round.id);
		const out = new Promise((resolve) => again.socket.once('disconnect', resolve));
		await held.database.transaction((tx) =>
			tx.roleGrant.updateMany({ where: { accountId }, data: { revokedAt: new Date() } })
		);
		announce([{ kind: 'session.revoked', accountId, sessionId: 'another' }]);
		expect(await out).toBe('io server disconnect');
	});
});

describe('publishing', () => {
	test('writes a version only when a board changed, and only for the audience whose board changed', async () => {
		const { contest, round } = await openRound();
		const before = (await publicProjection(held.database.read, round.id))!;
		announce([{ kind: 'round.changed', contestId: contest.id, roundId: round.id }]);
		await publisher.settled();
		expect((await publicProjection(held.database.read, round.id))!.version).toBe(before.version);

		await handIn(held.database, contest, round, round.teams[0]!.id, 0.6, { performed: false });
		await publisher.settled();
		expect((await publicProjection(held.database.read, round.id))!.version).toBe(before.version);
		expect((await officialProjection(held.database.read, round.id))!.version).toBe(before.version + 1);
	});

	test('shows who is on stage and who is next on both boards', async () => {
		const { contest, round } = await openRound();
		await putOnStage(held.database, round.id, round.teams[1]!.id);
		announce([{ kind: 'stage.changed', contestId: contest.id, roundId: round.id }]);
		await publisher.settled();
		for (const stored of [
			await publicProjection(held.database.read, round.id),
			await officialProjection(held.database.read, round.id)
		]) {
			expect(stored!.view.onStage).toEqual({ teamId: round.teams[1]!.id, partKey: '*' });
			expect(stored!.view.next).toEqual({ teamId: round.teams[2]!.id, partKey: '*' });
		}
	});

	test('at the same time from two publishers never puts an older board over a newer one', async () => {
		const { contest, round } = await openRound();
		const other = publisherOf(held.database);
		for (const team of round.teams) {
			await handIn(held.database, contest, round, team.id, 0.4 + team.position / 10);
			other.refresh(round.id);
			publisher.refresh(round.id);
		}
		await Promise.all([publisher.settled(), other.settled()]);
		other.stop();
		const official = (await officialProjection(held.database.read, round.id))!;
		expect(official.view.rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
		expect(official.view.rows[0]!.teamId).toBe(round.teams[3]!.id);
	});
});
