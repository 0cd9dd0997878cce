import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import type { Database } from '#lib/server/db/client.ts';
import { conductRound } from './conduct-round.ts';
import { asRehearsal, ended, type Conductor } from './conductor.ts';
import { startJudgeRobot, type JudgeRobot } from './judge-robot.ts';
import { pairRobot } from './pair-robot.ts';
import { TEMPERS } from './temper.ts';

export interface RehearsalOptions {
	readonly origin: string;
	readonly contestId: string;
	readonly rounds: readonly { readonly id: string; readonly name: string }[];
	readonly final: { readonly id: string; readonly name: string };
	readonly speed: number;
	/** Labels of the first round's seats that people take; the round waits for their sheets. */
	readonly humans: readonly string[];
	tell(line: string): void;
}

export interface Rehearsal {
	readonly done: Promise<void>;
	stop(): void;
}

export interface RobotsOptions {
	readonly origin: string;
	readonly roundId: string;
	readonly speed: number;
	/** Labels of seats that people take. */
	readonly except: readonly string[];
	tell(line: string): void;
}

/** Puts a robot with a paired tablet on every judge's seat of a round. */
export async function startRobots(database: Database, options: RobotsOptions): Promise<JudgeRobot[]> {
	const { origin, roundId, speed, except, tell } = options;
	const seats = await database.read.panelSeat.findMany({
		where: { roundId, role: { in: ['chair', 'judge'] }, label: { notIn: [...except] } },
		orderBy: { position: 'asc' }
	});
	const robots: JudgeRobot[] = [];
	for (const [index, { id: seatId, label }] of seats.entries()) {
		const token = await pairRobot(database, seatId);
		const temper = TEMPERS[index % TEMPERS.length]!;
		const seed = `${label} ${index}`;
		robots.push(startJudgeRobot({ origin, seatId, tokens: [token], temper, seed, speed, tell }));
	}
	return robots;
}

/** Runs a contest's first stage with robots on every seat, publishes each round, and sets the final up. */
export function rehearse(database: Database, options: RehearsalOptions): Rehearsal {
	const conductor: Conductor = {
		database,
		speed: options.speed,
		seed: 'demo',
		tell: options.tell,
		stopped: false
	};
	const robots: JudgeRobot[] = [];

	async function oneRound(round: { readonly id: string; readonly name: string }): Promise<void> {
		const except = round.id === options.rounds[0]?.id ? options.humans : [];
		const own = await startRobots(database, { ...options, roundId: round.id, except });
		robots.push(...own);
		const taken = await database.read.panelSeat.findMany({
			where: { roundId: round.id, label: { in: [...except] } }
		});
		await conductRound(conductor, round, { people: new Map(taken.map(({ id, label }) => [id, label])) });
		for (const robot of own) robot.stop();
	}

	async function all(): Promise<void> {
		await Promise.all(options.rounds.map(oneRound));
		if (conductor.stopped) return;
		await asRehearsal(database, commitDraw, { roundId: options.final.id });
		const finalists = await database.read.entry.findMany({
			where: { roundId: options.final.id },
			include: { team: { select: { name: true } } }
		});
		options.tell(`Chung khảo: ${finalists.map(({ team }) => team.name).join(' · ')}`);
	}

	return {
		done: all().catch((error: unknown) => {
			if (!(error instanceof ended)) throw error;
		}),
		stop() {
			conductor.stopped = true;
			for (const robot of robots) robot.stop();
		}
	};
}
