import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { loadSheet, type LoadedSheet } from './sheet.ts';

export interface RoundStandings extends LoadedSheet {
	readonly standings: Standings;
}

/** The official standings of a round as they are committed now: for desks and the publisher, never for the public. */
export async function standingsOf(read: Tx, roundId: string): Promise<RoundStandings> {
	const loaded = await loadSheet(read, roundId);
	return { ...loaded, standings: tabulate(loaded.stage, loaded.sheet) };
}
