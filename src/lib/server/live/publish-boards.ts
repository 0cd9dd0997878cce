import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { officialBoard, publicBoard, type BoardFacts } from '#lib/live/board-view.ts';
import { PROJECTIONS, type ProjectionKind } from '#lib/live/board.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { boardFacts } from './board-facts.ts';
import { frozenNow } from './frozen-now.ts';

class Overtaken extends Error {}

interface Written {
	readonly audience: ProjectionKind;
	readonly seen: number;
	readonly json: string;
}

async function write(tx: Tx, roundId: string, { audience, seen, json }: Written, at: Date): Promise<void> {
	const next = { version: seen + 1, json, updatedAt: at };
	if (seen === 0) {
		const there = await tx.projection.count({ where: { roundId, audience } });
		if (there > 0) throw new Overtaken();
		await tx.projection.create({ data: { roundId, audience, ...next } });
		return;
	}
	const { count } = await tx.projection.updateMany({
		where: { roundId, audience, version: seen },
		data: next
	});
	if (count === 0) throw new Overtaken();
}

const isOvertaken = (error: unknown): boolean =>
	error instanceof Overtaken || (error instanceof Error && 'code' in error && error.code === 'P2002');

/**
 * Brings both projections of a round in step with the committed state and tells which of them changed. The version is
 * read in the same snapshot as the state, so a slower publisher elsewhere can never put an older board over a newer one.
 * While the public board stands still it is not written here at all: the commands that move the stage write it.
 */
export async function publishBoards(
	database: Database,
	roundId: string,
	at: Date,
	readFacts: (read: Tx, roundId: string) => Promise<BoardFacts> = boardFacts,
	reckon: typeof tabulate = tabulate
): Promise<readonly ProjectionKind[]> {
	for (let attempt = 1; ; attempt++) {
		const { facts, stored, isFrozen } = await database.snapshot(async (read) => ({
			stored: await read.projection.findMany({ where: { roundId } }),
			isFrozen: (await frozenNow(read, roundId)) !== null,
			facts: await readFacts(read, roundId)
		}));
		const standings = reckon(facts.stage, facts.sheet);
		const boards = {
			official: () => officialBoard(facts, standings),
			public: () => publicBoard(facts, standings, reckon)
		};
		const moving = PROJECTIONS.filter((audience) => audience === 'official' || !isFrozen);
		const changed = moving.flatMap((audience): Written[] => {
			const row = stored.find((candidate) => candidate.audience === audience);
			const json = JSON.stringify(boards[audience]());
			return row?.json === json ? [] : [{ audience, seen: row?.version ?? 0, json }];
		});
		if (changed.length === 0) return [];
		try {
			await database.transaction(async (tx) => {
				for (const written of changed) await write(tx, roundId, written, at);
			});
			return changed.map(({ audience }) => audience);
		} catch (error) {
			if (!isOvertaken(error) || attempt === 5) throw error;
		}
	}
}
