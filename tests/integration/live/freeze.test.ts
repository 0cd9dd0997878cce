import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Visibility } from '#lib/domain/contest/visibility.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { reopenRound } from '#lib/server/contest/round-reopen.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { newId } from '#lib/live/id.ts';
import { addDeduction } from '#lib/server/judging/add-deduction.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { CLOCK_NAMESPACE } from '#lib/live/clock-protocol.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publisherOf } from '#lib/server/realtime/publisher.ts';
import { boardViewer } from '../../support/board-viewer.ts';
import { streamViewer } from '../../support/stream-viewer.ts';
import { copiedDatabase, testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer } from '../../support/live-server.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { hallOf, rulesWith, type Hall } from './freezing-hall.ts';
import { publicBytes } from './public-bytes.ts';

// What is left out of the comparison, because it is of one request or connection and of nothing else: the handshake of a
// socket and the first word of a stream (their ids), heartbeats (they come by a real clock; the version they say is
// compared), and the pages' own clock, which stands still within a step.
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const START = new Date('2026-03-01T02:00:00Z').getTime();
const later = (seconds: number) => void vi.setSystemTime(START + seconds * 1000);

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: START }));
afterEach(() => void vi.useRealTimers());

const kept: TestDatabase[] = [];
afterAll(async () => {
	for (const one of kept) await one.remove();
});

const TEAMS = 7;

/** Four of seven teams have performed with all their marks; the fourth still stands on stage. */
async function untilTheLast(visibility: Partial<Visibility>) {
	const held = await testDatabase();
	kept.push(held);
	const contest = await smallContest(held.database, {
		rules: rulesWith(visibility),
		teams: TEAMS,
		judges: 3
	});
	const hall = hallOf(held.database, contest);
	for (const position of [1, 2, 3, 4]) {
		if (position > 1) await hall.call(position);
		await hall.marks(position, 0.4 + position / 10);
	}
	return { held, contest };
}

type Late = (hall: Hall) => Promise<unknown>;

/** Numbers from 0 to 1 that follow from a seed (Park and Miller). */
function numbers(seed: number): () => number {
	let state = seed * 7919 + 17;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const reason = 'Xét sau khi bảng đã dừng';

/** What may be decided late about a team whose turn is over or that is not called any more. */
function lateThings(seed: number, out: readonly number[]): () => Late {
	const luck = numbers(seed);
	const oneOf = <T>(items: readonly T[]): T => items[Math.floor(luck() * items.length)]!;
	const team = () => 1 + Math.floor(luck() * TEAMS);
	const kinds: (() => Late)[] = [
		() => {
			const [position, share] = [team(), luck()];
			return (hall) => hall.marks(position, share);
		},
		() => {
			const input = {
				kind: 'overtime',
				partKey: 'talent',
				points: String(1 + Math.floor(luck() * 3)),
				reason
			};
			const position = team();
			return (hall) => hall.do(addDeduction, { ...input, teamId: hall.team(position) });
		},
		() => {
			const position = team();
			return (hall) =>
				hall.do(addDeduction, {
					teamId: hall.team(position),
					kind: 'cheating',
					partKey: null,
					points: null,
					reason
				});
		},
		() => {
			const [position, status] = [oneOf(out), oneOf(['absent', 'withdrawn', 'disqualified'])];
			return (hall) => hall.do(setEntryStatus, { teamId: hall.team(position), status, reason });
		},
		() => {
			const [seat, from] = [oneOf([1, 2]), oneOf([1, 3, 5])];
			return (hall) =>
				hall.do(setSeatAbsence, {
					seatId: hall.contest.rounds[0]!.judges[seat]!.id,
					absentFrom: from,
					reason
				});
		},
		() => {
			const [position, durationMs] = [team(), Math.floor(luck() * 900_000)];
			return (hall) => hall.do(recordTime, { teamId: hall.team(position), partKey: 'talent', durationMs });
		},
		() => {
			const position = oneOf([1, 2, 3, 4]);
			return (hall) =>
				hall.do(unlockBallot, {
					teamId: hall.team(position),
					seatId: hall.contest.rounds[0]!.judges[0]!.id,
					partKey: 'talent',
					reason
				});
		},
		() => {
			const position = team();
			return (hall) =>
				hall.database.transaction((tx) =>
					tx.team.update({ where: { id: hall.team(position) }, data: { withdrawnAt: new Date() } })
				);
		},
		() => {
			const order = Array.from({ length: TEAMS }, (_, index) => index + 1).sort(() => luck() - 0.5);
			return (hall) => decideLots(hall, order);
		}
	];
	return () => oneOf(kinds)();
}

function decideLots({ database, contest, team }: Hall, order: readonly number[]) {
	const id = newId();
	return database.transaction((tx) =>
		tx.decision.create({
			data: {
				id,
				contestId: contest.id,
				roundId: contest.rounds[0]!.id,
				stageKey: contest.stage.key,
				kind: 'lots',
				json: JSON.stringify({ order: order.map(team) }),
				reason,
				secondBy: 'Người thứ hai',
				by: contest.accounts.organizer.accountId,
				at: new Date()
			}
		})
	);
}

type Step = (hall: Hall) => Promise<void>;

// What the hall sees with its own eyes, the same in every world. The sixth team is never called: why, nobody is told.
const STAGE: readonly Step[] = [
	(hall) => hall.call(5),
	(hall) => hall.do(callStage, { teamId: null }),
	(hall) => hall.call(7),
	(hall) => hall.do(closeRound, {})
];

/** Everything that the public got, in its order, while the stage went on and `late` things were decided in between. */
async function witnessed(
	base: TestDatabase,
	contest: SmallContest,
	late: ((step: number) => readonly Late[]) | null
) {
	later(0);
	const copy = await copiedDatabase(base);
	kept.push(copy);
	const { database } = copy;
	const hall = hallOf(database, contest);
	const server = await liveServer(database);
	const publisher = publisherOf(database);
	const roundId = contest.rounds[0]!.id;
	const heard: string[] = [];
	let presses = 0;
	const viewer = await boardViewer(server.url);
	const phones: Awaited<ReturnType<typeof streamViewer>>[] = [];
	// Whoever stands before the stage's clock: a stranger too.
	const clock = await boardViewer(server.url, { namespace: CLOCK_NAMESPACE });
	const look = async (from = clock) =>
		heard.push(`clock ${JSON.stringify(await from.socket.timeout(15_000).emitWithAck('look', { roundId }))}`);
	// By a connection of its own: a client that sends after such a leap of the date holds its old one for dead.
	const lookAgain = async () => {
		const other = await boardViewer(server.url, { namespace: CLOCK_NAMESPACE });
		await look(other);
		other.close();
	};
	try {
		// Two connections have no order between them: what the clock's says is counted apart.
		clock.socket.on('pressed', () => (presses += 1));
		viewer.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: string }) => {
			if (type === 'message' && typeof data === 'string' && !data.includes('["beat"')) heard.push(data);
		});
		const settled = async () => {
			await publisher.settled();
			const row = await database.read.projection.findUniqueOrThrow({
				where: { roundId_audience: { roundId, audience: 'public' } }
			});
			await viewer.until(({ version }) => version === row.version);
			for (const phone of phones) await phone.until(({ version }) => version === row.version);
		};
		const stranger = async () => {
			const other = await boardViewer(server.url);
			other.socket.io.engine.on('packet', ({ data }: { data?: string }) => {
				if (typeof data === 'string' && !data.includes('["beat"')) heard.push(`stranger ${data}`);
			});
			await other.join(roundId);
			other.close();
			const phone = await streamViewer(server.url, roundId);
			await phone.until(() => true);
			heard.push(...phone.events.map((event) => `strange phone ${phone.status} ${event}`));
			phone.close();
		};
		publisher.refresh(roundId);
		await publisher.settled();
		await viewer.join(roundId);
		phones.push(await streamViewer(server.url, roundId));
		await phones[0]!.until(() => true);
		await look();
		heard.length = 0;
		presses = 0;
		for (const [index, step] of STAGE.entries()) {
			// All steps within the 45 seconds after which a client's own clock tells it that nobody pings it any more.
			later(8 * index + 10);
			await step(hall);
			await settled();
			later(8 * index + 12);
			for (const thing of late?.(index) ?? []) await thing(hall);
			await settled();
			later(8 * index + 14);
			heard.push(...(await publicBytes(contest)));
			await lookAgain();
			await stranger();
		}
		for (const screen of [viewer, phones[0]!]) {
			const beats = screen.heard.flatMap((message) => (message.kind === 'beat' ? [message.v] : []));
			expect(beats).toEqual(beats.toSorted((a, b) => a - b));
		}
		heard.push(...phones[0]!.events.map((event) => `phone ${event}`));
		for (let counted = -1; counted !== presses; await pause(300)) counted = presses;
		heard.push(`pressed ${presses} times`);
		const official = JSON.stringify((await officialProjection(database.read, roundId))!.view);
		return { heard, official, last: viewer.shown! };
	} finally {
		viewer.close();
		for (const phone of phones) phone.close();
		clock.close();
		publisher.stop();
		await publisher.settled();
		await server.close();
	}
}

/** Late things by a seed: some after every step, and the round opened and closed once more. */
function randomly(seed: number, isFrozen = true): (step: number) => readonly Late[] {
	const next = lateThings(seed, isFrozen ? [1, 2, 3, 4, 6] : [1, 2, 3, 4]);
	return (step) => {
		const things = Array.from({ length: 1 + ((seed + step) % 4) }, next);
		const mayFail: Late[] = things.map((thing) => (hall) => thing(hall).catch(refused));
		if (step !== STAGE.length - 1 || seed % 2 === 0 || !isFrozen) return mayFail;
		return [...mayFail, (hall) => hall.do(reopenRound, { reason }), (hall) => hall.do(closeRound, {})];
	};
}

/** What the state of the sheet does not allow just then is simply not done. */
function refused(error: unknown): void {
	if (!(error instanceof Refusal)) throw error;
}

/** Fails at the first byte that differs, with what stands around it: whole transcripts nobody can read. */
function expectSame(world: readonly string[], quiet: readonly string[]): void {
	for (const [index, line] of quiet.entries()) {
		const other = world[index] ?? '';
		if (line === other) continue;
		const at = [...line].findIndex((letter, place) => letter !== [...other][place]);
		const around = (text: string) => `${text.slice(0, 40)} … ${text.slice(Math.max(0, at - 120), at + 120)}`;
		expect(around(other)).toBe(around(line));
	}
	expect(world).toHaveLength(quiet.length);
}

describe('between freeze and thaw', () => {
	test('E26: every byte of the public is the same, whatever is marked and decided late', async () => {
		const { held, contest } = await untilTheLast({ freezeLastTeams: 3 });
		const quiet = await witnessed(held, contest, null);
		expect(quiet.last.view.frozen).toEqual({ since: START + 10_000, teams: 4 });
		const officials = new Set([quiet.official]);
		for (const seed of [1, 2, 3, 4]) {
			const world = await witnessed(held, contest, randomly(seed));
			expectSame(world.heard, quiet.heard);
			officials.add(world.official);
		}
		expect(officials.size).toBe(5);
	});

	test('one patch comes for each move on stage, and none besides', async () => {
		const { held, contest } = await untilTheLast({ freezeLastTeams: 3 });
		const { heard } = await witnessed(held, contest, randomly(7));
		expect(heard.filter((line) => line.includes('["patch"') && !line.startsWith('stranger'))).toHaveLength(
			STAGE.length
		);
		expect(heard.filter((line) => line.startsWith('phone patch'))).toHaveLength(STAGE.length);
	});

	test('the comparison sees a leak: without the freeze the bytes of two worlds differ', async () => {
		const { held, contest } = await untilTheLast({ freezeLastTeams: 0 });
		const worlds = [await witnessed(held, contest, randomly(1)), await witnessed(held, contest, randomly(2))];
		expect(worlds[0]!.last.view.frozen).toBeNull();
		expect(worlds[0]!.heard).not.toEqual(worlds[1]!.heard);
	});

	test('under rules that tell no points before the end, the same holds from the first call on', async () => {
		// Whoever is out before the turn is seen to be out, so only teams that have been on stage are.
		const { held, contest } = await untilTheLast({ publicBoard: 'atTheEnd' });
		const quiet = await witnessed(held, contest, null);
		for (const seed of [1, 2, 3]) {
			expectSame((await witnessed(held, contest, randomly(seed, false))).heard, quiet.heard);
		}
	});
});
