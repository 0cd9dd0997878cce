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
	/** A seat that a person takes. */
	readonly withoutSeat?: string | null;
	tell(line: string): void;
}

export interface Rehearsal {
	readonly done: Promise<void>;
	stop(): void;
}

async function robotsOf(
	database: Database,
	options: RehearsalOptions,
	roundId: string
): Promise<JudgeRobot[]> {
	const seats = await database.read.panelSeat.findMany({
		where: { roundId, role: { in: ['chair', 'judge'] }, id: { not: options.withoutSeat ?? '' } },
		orderBy: { position: 'asc' }
	});
	const robots: JudgeRobot[] = [];
	for (const [index, seat] of seats.entries()) {
		robots.push(
			startJudgeRobot({
				origin: options.origin,
				token: await pairRobot(database, seat.id),
				temper: TEMPERS[index % TEMPERS.length]!,
				seed: `${seat.label} ${index}`,
				speed: options.speed,
				tell: options.tell
			})
		);
	}
	return robots;
}

/** Runs a contest's first stage with robots on every seat, publishes each round, and sets the final up. */
export function rehearse(database: Database, options: RehearsalOptions): Rehearsal {
	const conductor: Conductor = { database, speed: options.speed, tell: options.tell, stopped: false };
	const robots: JudgeRobot[] = [];

	async function oneRound(round: { readonly id: string; readonly name: string }): Promise<void> {
		const own = await robotsOf(database, options, round.id);
		robots.push(...own);
		await conductRound(conductor, round);
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
