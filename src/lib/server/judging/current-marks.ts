import type { Tx } from '#lib/server/db/client.ts';

interface CurrentMark {
	readonly teamId: string;
	readonly criterion: string;
	readonly value: string | null;
	readonly seq: number;
}

/** A judge's newest mark for every team and criterion: of one team where it is named. The highest `seq` counts. */
export async function currentMarks(
	tx: Tx,
	where: { readonly roundId: string; readonly seatId: string; readonly teamId?: string }
): Promise<CurrentMark[]> {
	const rows = await tx.mark.findMany({
		where,
		orderBy: { seq: 'asc' },
		select: { teamId: true, criterion: true, value: true, seq: true }
	});
	return [...new Map(rows.map((row) => [`${row.teamId} ${row.criterion}`, row])).values()];
}
