import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '#lib/server/command/execute.ts';
import { freezeRound, thawRound } from '#lib/server/contest/round-freeze.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { setPerformanceStatus } from '#lib/server/contest/stage-performance-status.ts';
import { finalizeBallot } from '#lib/server/judging/finalize-ballot.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publisherOf, type Publisher } from '#lib/server/realtime/publisher.ts';
import { boardViewer } from '../../support/board-viewer.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import {
	pairedTablet,
	smallContest,
	type DeviceActor,
	type SmallContestOptions
} from '../../support/small-contest.ts';
import { mark } from '../judging/tablet.ts';
import { hallOf, rulesWith } from './freezing-hall.ts';
import { publicBytes } from './public-bytes.ts';

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

const reason = 'Theo ý kiến Trưởng ban';

async function opened(freezeLastTeams: number, options: SmallContestOptions = {}) {
	const contest = await smallContest(held.database, {
		rules: rulesWith({ freezeLastTeams }),
		teams: 5,
		judges: 3,
		...options
	});
	const roundId = contest.rounds[0]!.id;
	const hall = hallOf(held.database, contest);
	publisher.refresh(roundId);
	const board = async () => {
		await publisher.settled();
		return (await publicProjection(held.database.read, roundId))!;
	};
	const refusal = (command: unknown, input: object = { reason }, by = contest.accounts.organizer) =>
		hall.do(command, input, by).then(
			() => 'done',
			(error: { code: string }) => error.code
		);
	await publisher.settled();
	return { ...hall, contest, roundId, board, refusal };
}

const isFrozen = async ({ board }: Pick<Awaited<ReturnType<typeof opened>>, 'board'>) =>
	(await board()).view.frozen !== null;

describe('the board stops by the rules', () => {
	test('when the first of the last teams is called, with all that stood until then', async () => {
		const here = await opened(2);
		for (const position of [1, 2, 3]) {
			if (position > 1) await here.call(position);
			await here.marks(position, position / 5);
		}
		expect(await isFrozen(here)).toBe(false);
		await here.call(4);
		const { view } = await here.board();
		expect(view.frozen!.teams).toBe(3);
		expect(view.rows.filter(({ total }) => total !== null)).toHaveLength(3);
		expect([view.onStage!.teamId, view.next!.teamId]).toEqual([here.team(4), here.team(5)]);
		await here.marks(4, 1);
		await here.marks(1, 1);
		expect((await here.board()).view).toEqual(view);
	});

	test('a turn earlier where one of the last teams does not come', async () => {
		const here = await opened(2);
		await here.do(setEntryStatus, { teamId: here.team(5), status: 'absent', reason });
		await here.call(2);
		expect(await isFrozen(here)).toBe(false);
		await here.call(3);
		expect(await isFrozen(here)).toBe(true);
	});

	test('at the last turns where teams come on again for every part', async () => {
		const here = await opened(2, { turns: 'perPart' });
		for (const position of [2, 3, 4, 5]) await here.call(position, 'greeting');
		for (const position of [1, 2, 3]) await here.call(position, 'talent');
		expect(await isFrozen(here)).toBe(false);
		await here.call(4, 'talent');
		expect(await isFrozen(here)).toBe(true);
	});

	test('at the latest with the close of the round', async () => {
		const here = await opened(1);
		await here.call(2);
		expect(await isFrozen(here)).toBe(false);
		await here.do(closeRound, {});
		const { view } = await here.board();
		expect([view.frozen !== null, view.round.state]).toEqual([true, 'closed']);
	});
});

describe('while it stands still', () => {
	test('everybody follows the stage, and does not learn of a team that a decision took out', async () => {
		const here = await opened(5);
		await here.call(2);
		await here.do(setEntryStatus, { teamId: here.team(3), status: 'disqualified', reason });
		await here.do(setEntryStatus, { teamId: here.team(2), status: 'withdrawn', reason });
		const { view } = await here.board();
		expect([view.onStage!.teamId, view.next!.teamId]).toEqual([here.team(2), here.team(3)]);
		expect(new Set(view.rows.map(({ status }) => status))).toEqual(new Set(['competing']));
		await here.do(callStage, { teamId: null });
		expect((await here.board()).view).toMatchObject({ onStage: null, counts: { performed: 2 } });
		await here.do(setPerformanceStatus, { teamId: here.team(4), partKey: '*', status: 'held' });
		await here.call(5);
		const late = (await here.board()).view;
		expect([late.onStage!.teamId, late.next]).toEqual([here.team(5), null]);
		expect(late.rows.find(({ order }) => order === 4)!.turn).toBe('held');
	});

	test('whoever comes back sees the board that stopped', async () => {
		const here = await opened(2);
		await here.marks(1, 0.5);
		for (const position of [2, 3, 4]) await here.call(position);
		const before = await boardViewer(server.url);
		await before.join(here.roundId);
		const shown = await before.until(({ view }) => view.frozen !== null);
		before.close();
		await here.marks(1, 0.9);
		await publisher.settled();
		const back = await boardViewer(server.url, { shown });
		expect(await back.join(here.roundId)).toEqual({ ok: true, version: shown.version });
		const stranger = await boardViewer(server.url);
		await stranger.join(here.roundId);
		expect((await stranger.until(() => true)).view).toEqual(shown.view);
		back.close();
		stranger.close();
	});
});

/** A judge's whole sheet from the tablet, journal and all. */
async function handInSheet(actor: DeviceActor, teamId: string, points: number): Promise<void> {
	const keys = ['greeting.content', 'greeting.form', 'talent.message', 'talent.performance'];
	const values = Object.fromEntries(keys.map((key) => [key, String(points / 2)]));
	await recordMarks(
		held.database,
		actor,
		keys.map((key) => mark(teamId, key, values[key]!))
	);
	const input = { teamId, partKey: '*', marks: values };
	const outcome = await execute(held.database, finalizeBallot, { actor, input });
	if (!outcome.ok) throw outcome.refusal;
}

describe('with the result', () => {
	test('E27: board, page, API and files turn over in one transaction, and every client ends at the official result', async () => {
		const here = await opened(2);
		const viewers = [
			await boardViewer(server.url),
			await boardViewer(server.url, { transports: ['polling'] })
		];
		for (const viewer of viewers) await viewer.join(here.roundId);
		const tablets = [];
		for (const { id } of here.contest.rounds[0]!.judges) {
			tablets.push(await pairedTablet(held.database, here.contest.id, id));
		}
		for (const position of [1, 2, 3, 4, 5]) {
			if (position > 1) await here.call(position);
			for (const { actor } of tablets) await handInSheet(actor, here.team(position), position);
		}
		await here.do(closeRound, {});
		await here.do(verifyRound, {});
		const { version: frozenAt, view: stopped } = await here.board();
		expect(stopped.rows.filter(({ total }) => total !== null)).toHaveLength(3);
		expect(
			(await publicBytes(here.contest)).some((bytes) => bytes.includes('"projection":"published"'))
		).toBe(false);
		await here.do(publishResult, {});
		// At once: nothing waits for the publisher.
		const now = (await publicProjection(held.database.read, here.roundId))!;
		expect(now.version).toBeGreaterThan(frozenAt);
		expect(now.view).toMatchObject({ frozen: null, result: { kind: 'final', version: 1 } });
		const api = (await publicBytes(here.contest)).find((bytes) => bytes.startsWith('api:'))!;
		expect(api).toContain('published');
		await publisher.settled();
		const official = (await officialProjection(held.database.read, here.roundId))!.view;
		for (const viewer of viewers) {
			const { view } = await viewer.until(({ view: seen }) => seen.result.kind === 'final');
			expect(view.rows).toEqual(official.rows);
			const seen = viewer.heard.filter(({ kind }) => kind !== 'beat').map(({ v }) => v);
			expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
			viewer.close();
		}
	});
});

describe('the desk', () => {
	test('stops the board with a reason and lets it go on, and the log tells who and why', async () => {
		const here = await opened(0);
		await here.marks(1, 0.5);
		await here.call(2);
		const { organizer, secretary } = here.contest.accounts;
		expect(await here.refusal(freezeRound, { reason: '' })).toBe('invalid');
		expect(await here.refusal(thawRound)).toBe('contest_freeze_is_off');
		expect(await here.refusal(freezeRound, { reason }, secretary)).toBe('done');
		expect(await here.refusal(freezeRound)).toBe('contest_freeze_is_on');
		await here.marks(2, 0.9);
		await here.call(3);
		expect((await here.board()).view).toMatchObject({ frozen: { teams: 1 }, counts: { shown: 1 } });
		expect(await here.refusal(thawRound, { reason }, secretary)).toBe('forbidden');
		expect(await here.refusal(thawRound)).toBe('done');
		expect((await here.board()).view).toMatchObject({ frozen: null, counts: { shown: 2 } });
		const log = await held.database.read.auditEntry.findMany({
			where: { contestId: here.contest.id, subjectKind: 'freeze' },
			orderBy: { seq: 'asc' }
		});
		expect(log.map(({ action, actorId, reason: why }) => [action, actorId, why])).toEqual([
			['round.freeze', secretary.accountId, reason],
			['round.thaw', organizer.accountId, reason]
		]);
	});

	test('has the last word: a rule that was set aside among the last teams does not stop the board again', async () => {
		const here = await opened(4);
		await here.call(2);
		expect(await here.refusal(thawRound)).toBe('done');
		await here.call(3);
		await here.do(closeRound, {});
		expect(await isFrozen(here)).toBe(false);
	});

	test('that stopped the board too early leaves the rule its moment', async () => {
		const here = await opened(1);
		expect([await here.refusal(freezeRound), await here.refusal(thawRound)]).toEqual(['done', 'done']);
		for (const position of [2, 3, 4]) await here.call(position);
		expect(await isFrozen(here)).toBe(false);
		await here.call(5);
		expect(await isFrozen(here)).toBe(true);
	});

	test('has nothing to stop before the opening, or where no points show before the end', async () => {
		const shut = await opened(2, { opened: false });
		expect(await shut.refusal(freezeRound)).toBe('contest_round_is_configured');
		const silent = await opened(2, { rules: rulesWith({ publicBoard: 'atTheEnd' }) });
		expect(await silent.refusal(freezeRound)).toBe('contest_freeze_shows_nothing');
	});
});
