import type { Tx } from '#lib/server/db/client.ts';
import type { RoundProgress } from './hold-rehearsal.ts';
import { keptReport } from './keep-report.ts';
import { copiesOf } from './rehearsal-facts.ts';
import type { RehearsalReport } from './report.ts';
import { runningRehearsal } from './running.ts';

export interface RehearsalCopy {
	readonly contestId: string;
	readonly code: string;
	readonly madeAt: Date;
	readonly isRunning: boolean;
	readonly progress: readonly RoundProgress[];
	/** For looking at it: the first round of the copy. */
	readonly firstRoundId: string | null;
	readonly report: RehearsalReport | null;
}

/** The copies that a contest was rehearsed with, newest first, each with how it goes or what it came to. */
export async function rehearsalsOf(read: Tx, code: string): Promise<RehearsalCopy[]> {
	const running = runningRehearsal();
	const copies: RehearsalCopy[] = [];
	for (const contestId of await copiesOf(read, code)) {
		const contest = await read.contest.findUnique({
			where: { id: contestId },
			select: {
				code: true,
				createdAt: true,
				rounds: { orderBy: { position: 'asc' }, take: 1, select: { id: true } }
			}
		});
		if (!contest) continue;
		const isRunning = running?.contestId === contestId;
		copies.push({
			contestId,
			code: contest.code,
			madeAt: contest.createdAt,
			isRunning,
			progress: isRunning ? running.progress() : [],
			firstRoundId: contest.rounds[0]?.id ?? null,
			report: await keptReport(read, contestId)
		});
	}
	return copies;
}
