import type { Tx } from '#lib/server/db/client.ts';
import { paperDifferences, type PaperDifference } from './paper-differences.ts';

export interface PaperSheet {
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	/** first: one entry waits for the other · differ: nothing counts yet · agreed: counted when the ballot is final. */
	readonly state: 'first' | 'differ' | 'agreed';
	/** Empty while there is only one entry: the second person must not see the first one's figures. */
	readonly differences: readonly PaperDifference[];
	readonly entries: readonly { readonly entry: number; readonly enteredBy: string; readonly at: Date }[];
}

/** The paper sheets of a round that were keyed in once or twice. */
export async function papersOf(read: Tx, roundId: string): Promise<PaperSheet[]> {
	const rows = await read.paperBallot.findMany({ where: { roundId }, orderBy: [{ entry: 'asc' }] });
	const sheets = Map.groupBy(rows, (row) => `${row.teamId} ${row.seatId} ${row.partKey}`);
	return [...sheets.values()].map((entries) => {
		const { teamId, seatId, partKey } = entries[0]!;
		const differences = entries.length === 2 ? paperDifferences(entries[0]!.marks, entries[1]!.marks) : [];
		const state = entries.length < 2 ? 'first' : differences.length > 0 ? 'differ' : 'agreed';
		return {
			teamId,
			seatId,
			partKey,
			state,
			differences,
			entries: entries.map(({ entry, enteredBy, at }) => ({ entry, enteredBy, at }))
		};
	});
}
