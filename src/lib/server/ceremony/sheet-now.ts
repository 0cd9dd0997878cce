import type { CeremonyFacts } from '#lib/domain/ceremony/ceremony-steps.ts';
import { sheetHash } from '#lib/domain/ceremony/ceremony-script.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { obstaclesTo, type Obstacle } from '#lib/server/results/obstacles.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { resultContent } from '#lib/server/results/result-content.ts';
import type { Ceremony } from './ceremony.ts';

/** The result of a round as it would be published now: what a ceremony is built from and held against. */
export interface SheetNow {
	readonly facts: CeremonyFacts;
	readonly hash: string;
	readonly obstacles: readonly Obstacle[];
	readonly nextVersion: number;
}

export async function sheetNow(read: Tx, roundId: string, at: Date): Promise<SheetNow> {
	const { contestId, stageKey } = await read.round.findUniqueOrThrow({ where: { id: roundId } });
	const of = await qualificationOf(read, contestId, stageKey);
	const round = of.rounds.find((one) => one.round.id === roundId)!;
	const versions = await read.resultVersion.count({ where: { roundId } });
	const version = versions + 1;
	const { content } = await resultContent(read, round, of, { version, reason: null, at });
	const { stage, standings, prizes, teams, qualification } = content;
	return {
		facts: { stage, standings, prizes: prizes!, teams, qualification },
		hash: sheetHash(content),
		obstacles: obstaclesTo(round, of),
		nextVersion: version
	};
}

/** Refuses where the sheet is another than the one that the script was made from, or is no longer verified. */
export async function assertFresh(tx: Tx, ceremony: Ceremony, at: Date): Promise<void> {
	const now = await sheetNow(tx, ceremony.roundId, at);
	if (now.hash !== ceremony.sheetHash || now.obstacles.length > 0) throw new Refusal('ceremony_stale');
}
