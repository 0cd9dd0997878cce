import type { AskedLook, LookAnswer } from '#lib/domain/judging/asked-looks.ts';
import type { LookView } from '#lib/live/judge-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** What the chair asked or let stand in a round; of one team where it is named. Oldest first. */
export function looksOf(read: Tx, roundId: string, teamId?: string) {
	return read.secondLook.findMany({
		where: { roundId, ...(teamId ? { teamId } : {}) },
		orderBy: [{ askedAt: 'asc' }, { id: 'asc' }]
	});
}

export const asAsked = (row: Awaited<ReturnType<typeof looksOf>>[number]): AskedLook => ({
	teamId: row.teamId,
	judgeId: row.seatId,
	criterionKey: row.criterion,
	value: row.value,
	answer: row.answer as LookAnswer | null
});

/** The questions that a judge has not answered: of the panel's marks there is nothing in them. */
export async function openLooks(read: Tx, roundId: string, seatId: string): Promise<LookView[]> {
	const rows = await read.secondLook.findMany({
		where: { roundId, seatId, answer: null },
		orderBy: [{ askedAt: 'asc' }, { id: 'asc' }]
	});
	return rows.map(({ id, teamId, partKey, criterion, value, note, askedName, askedAt }) => ({
		id,
		teamId,
		partKey,
		criterion,
		value,
		note,
		by: askedName,
		askedAt: askedAt.getTime()
	}));
}
