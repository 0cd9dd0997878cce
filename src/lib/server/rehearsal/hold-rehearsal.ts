import { stageOf } from '#lib/server/results/rules-in-force.ts';
import { drawnParts } from '#lib/server/contest/draw-write.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { openRound } from '#lib/server/contest/round-open.ts';
import { teamsOfRound } from '#lib/server/contest/round-teams.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { typeDraw } from '#lib/server/contest/draw-type.ts';
import type { Database } from '#lib/server/db/client.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { chance } from './chance.ts';
import { checkMarks } from './check-marks.ts';
import { checkResults } from './check-results.ts';
import { conductRound } from './conduct-round.ts';
import { asRehearsal, ended, waitFor, type Conductor } from './conductor.ts';
import { fillPanels } from './fill-panels.ts';
import { startJudgeRobot, type JudgeRobot } from './judge-robot.ts';
import { cast, type Trouble } from './mix.ts';
import { pairRobot } from './pair-robot.ts';
import type { HeldRound, RehearsalReport } from './report.ts';
import { percentile, Tally } from './tally.ts';

export interface RehearsalAsked {
	/** Where the tablets connect to. */
	readonly origin: string;
	/** A rehearsal's copy, with its rounds still configured. */
	readonly contestId: string;
	readonly rounds: 'all' | 'first';
	readonly mix: readonly Trouble[];
	readonly seed: string;
	readonly speed: number;
	tell(line: string): void;
}

/** Where a round of a running rehearsal stands. */
export interface RoundProgress {
	readonly id: string;
	readonly name: string;
	readonly state: 'waiting' | 'running' | 'published';
	readonly turns: number;
	readonly called: number;
}

export interface RehearsalUnderWay {
	/** Never rejects for what went wrong in the rehearsal: that is in the report. */
	readonly done: Promise<RehearsalReport>;
	progress(): readonly RoundProgress[];
	stop(): void;
}

interface RoundToHold {
	readonly id: string;
	readonly name: string;
	readonly stageKey: string;
	readonly position: number;
}

/** Holds a rehearsal's copy of a contest from the draw to the publication, with robots on every seat, and checks it. */
export function holdRehearsal(database: Database, asked: RehearsalAsked): RehearsalUnderWay {
	const began = Date.now();
	const { contestId, seed, speed } = asked;
	const conductor: Conductor = { database, speed, seed, tell: asked.tell, stopped: false };
	const tally = new Tally();
	const robots: JudgeRobot[] = [];
	const progress = new Map<string, RoundProgress>();
	const held: HeldRound[] = [];
	let inventedJudges = 0;
	let stoppedBy: string | null = null;

	const gone = new Set<JudgeRobot>();
	const leave = (robot: JudgeRobot) => {
		gone.add(robot);
		robot.stop();
	};

	const advance = (id: string, change: Partial<RoundProgress>) =>
		progress.set(id, { ...progress.get(id)!, ...change });

	/** As if drawn at the table: the order follows from the seed, so that the same seed is the same rehearsal. */
	async function draw(round: RoundToHold): Promise<number> {
		const { rules } = await newestRules(database.read, contestId);
		const stage = stageOf(rules, round.stageKey);
		const found = await database.read.round.findUniqueOrThrow({ where: { id: round.id } });
		const teams = (await teamsOfRound(database.read, found, stage)).filter(({ isAccepted }) => isAccepted);
		const orders = Object.fromEntries(
			drawnParts(stage).map(({ key }) => [
				key,
				teams
					.map(({ id, code }) => ({ id, at: chance(`${seed} draw ${round.stageKey} ${key} ${code}`)() }))
					.sort((a, b) => a.at - b.at)
					.map(({ id }) => id)
			])
		);
		const reason = 'Tổng duyệt: thứ tự lấy theo hạt giống';
		await asRehearsal(database, typeDraw, { roundId: round.id, orders, reason });
		return teams.length;
	}

	/** From the middle of the round on the judge who is to leave is away, if the panel can do without. */
	async function leaver(round: RoundToHold, seatId: string | undefined, turns: number) {
		if (seatId === undefined || turns < 2) return async () => {};
		const { stage, sheet } = await standingsOf(database.read, round.id);
		const from = Math.floor(turns / 2) + 1;
		const judges = sheet.judges.length - sheet.exclusions.length;
		if (judges - 1 < stage.panel.quorum) {
			conductor.tell(`${round.name}: hội đồng không đủ để một giám khảo về sớm`);
			return async () => {};
		}
		const apart = new Set(
			sheet.exclusions.filter(({ judgeId }) => judgeId === seatId).map(({ teamId }) => teamId)
		);
		return async (position: number) => {
			if (position !== from) return;
			await sheetsBefore(round.id, seatId, position, apart);
			for (const robot of robots) if (robot.seatId === seatId) leave(robot);
			tally.happened.absences += 1;
			const reason = 'Tổng duyệt: giám khảo về giữa buổi';
			await asRehearsal(database, setSeatAbsence, { seatId, absentFrom: position, reason });
		};
	}

	/** A judge hands in what was begun before going home. */
	async function sheetsBefore(
		roundId: string,
		seatId: string,
		position: number,
		apart: ReadonlySet<string | null>
	): Promise<void> {
		const before = await database.read.performance.findMany({
			where: { roundId, position: { lt: position }, status: { not: 'missed' } }
		});
		const due = before.filter(({ teamId }) => !apart.has(teamId)).length;
		for (const end = Date.now() + 60_000; Date.now() < end;) {
			const handedIn = await database.read.ballot.count({ where: { roundId, seatId, state: 'final' } });
			if (handedIn >= due && robots.find((robot) => robot.seatId === seatId)?.isIdle) return;
			await waitFor(conductor, 500);
		}
	}

	async function holdRound(round: RoundToHold): Promise<void> {
		const teams = await draw(round);
		const seats = await database.read.panelSeat.findMany({
			where: { roundId: round.id, role: { in: ['chair', 'judge'] } },
			orderBy: { position: 'asc' }
		});
		const jury = cast(seats, asked.mix);
		for (const { seat, temper } of jury) {
			const tokens: [string, ...string[]] = [await pairRobot(database, seat.id)];
			if (temper.switchChance > 0) tokens.push(await pairRobot(database, seat.id));
			robots.push(
				startJudgeRobot({
					origin: asked.origin,
					seatId: seat.id,
					tokens,
					temper,
					seed: `${seed} ${round.stageKey} ${round.position} ${seat.label}`,
					speed,
					tally,
					tell: asked.tell
				})
			);
		}
		await asRehearsal(database, openRound, { roundId: round.id });
		const turns = await database.read.performance.count({ where: { roundId: round.id } });
		advance(round.id, { state: 'running', turns });
		const leaving = jury.find(({ troubles }) => troubles.includes('absent'))?.seat.id;
		const goHome = await leaver(round, leaving, turns);
		const before = async (position: number) => {
			advance(round.id, { called: progress.get(round.id)!.called + 1 });
			await goHome(position);
		};
		const { code } = await conductRound(conductor, round, { before });
		advance(round.id, { state: 'published' });
		held.push(await roundHeld(round, code, { teams, judges: seats.length }));
	}

	async function roundHeld(round: RoundToHold, code: string, sizes: Pick<HeldRound, 'teams' | 'judges'>) {
		const { standings, teams } = await standingsOf(database.read, round.id);
		const codes = new Map(teams.map((team) => [team.id, team.code]));
		return {
			...sizes,
			id: round.id,
			name: round.name,
			stageKey: round.stageKey,
			code,
			places: standings.rows.map(({ teamId, rank, total }) => ({
				code: codes.get(teamId) ?? teamId,
				rank,
				total: total?.shown ?? null
			}))
		};
	}

	async function all(): Promise<void> {
		inventedJudges = await fillPanels(database, contestId);
		const { rules } = await newestRules(database.read, contestId);
		const stages = asked.rounds === 'first' ? rules.stages.slice(0, 1) : rules.stages;
		const rounds = await database.read.round.findMany({
			where: { contestId },
			orderBy: { position: 'asc' },
			select: { id: true, name: true, stageKey: true, position: true }
		});
		for (const { key } of stages) {
			for (const { id, name } of rounds.filter(({ stageKey }) => stageKey === key)) {
				progress.set(id, { id, name, state: 'waiting', turns: 0, called: 0 });
			}
		}
		for (const { key } of stages) {
			const own = rounds.filter(({ stageKey }) => stageKey === key);
			const outcomes = await Promise.allSettled(own.map(holdRound));
			// The server has the last sheet a moment before its judge hears so.
			while (!conductor.stopped && robots.some((robot) => !robot.isIdle && !gone.has(robot)))
				await waitFor(conductor, 500);
			for (const robot of robots) leave(robot);
			for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
		}
	}

	async function report(): Promise<RehearsalReport> {
		try {
			await all();
		} catch (error) {
			stoppedBy = error instanceof ended ? '' : error instanceof Error ? error.message : String(error);
		}
		for (const robot of robots) robot.stop();
		const contest = await database.read.contest.findUniqueOrThrow({ where: { id: contestId } });
		const undelivered = robots.reduce((sum, robot) => sum + robot.undelivered, 0);
		const marks = await checkMarks(database.read, contestId, tally, stoppedBy === null ? undelivered : 0);
		const rounds = held.toSorted((a, b) => (a.name < b.name ? -1 : 1));
		const { found, ...results } = await checkResults(database, contest, rounds);
		const everything = [
			...marks.found,
			...found,
			...[...progress.values()]
				.filter(({ state }) => state !== 'published')
				.map(({ name }) => ({ code: 'notPublished' as const, params: { round: name } })),
			...(stoppedBy === null ? [] : [{ code: 'stopped' as const, params: { what: stoppedBy } }])
		];
		return {
			ok: everything.length === 0,
			contest: { id: contest.id, code: contest.code, title: contest.titleVi },
			seed,
			mix: asked.mix,
			speed,
			seconds: Math.round((Date.now() - began) / 1000),
			inventedJudges,
			rounds,
			marks: marks.marks,
			sheets: marks.sheets,
			happened: tally.happened,
			...results,
			ackMs: { p50: percentile(tally.ackMs, 0.5), p99: percentile(tally.ackMs, 0.99) },
			found: everything
		};
	}

	return {
		done: report(),
		progress: () => [...progress.values()],
		stop() {
			conductor.stopped = true;
			for (const robot of robots) robot.stop();
		}
	};
}
