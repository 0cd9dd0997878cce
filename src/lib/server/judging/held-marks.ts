import type { HeldKind, HeldView, JudgeRefusal } from '#lib/live/judge-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** What a tablet delivered and what does not count as it came. */
export interface HeldRow {
	readonly id: string;
	readonly roundId: string;
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	readonly kind: HeldKind;
	readonly code: JudgeRefusal;
	readonly criterion: string | null;
	readonly value: string | null;
	readonly deviceId: string;
	readonly deviceSeq: number | null;
	readonly deviceTime: Date | null;
	readonly clockOffsetMs: number | null;
	readonly receivedAt: Date;
	/** Of the turn that the tablet gave it for. */
	readonly attempt: number;
}

/** Everything of a seat that is or was held, oldest first, as its own judge may see it. */
export async function heldOf(read: Tx, seatId: string): Promise<HeldView[]> {
	const rows = await read.heldMark.findMany({
		where: { seatId },
		orderBy: [{ receivedAt: 'asc' }, { deviceSeq: 'asc' }]
	});
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind as HeldKind,
		teamId: row.teamId,
		partKey: row.partKey,
		criterion: row.criterion,
		value: row.value,
		deviceId: row.deviceId,
		deviceTime: row.deviceTime?.getTime() ?? null,
		receivedAt: row.receivedAt.getTime(),
		decision: row.decision as HeldView['decision'],
		reason: row.reason
	}));
}

/** Marks between which the judge has now picked: only the own ones, of the cells that were marked anew. */
export async function settlePicked(
	tx: Tx,
	picks: readonly {
		readonly seatId: string;
		readonly teamId: string;
		readonly criterion: string;
		readonly ids: readonly string[];
	}[],
	at: Date
): Promise<void> {
	for (const { ids, seatId, teamId, criterion } of picks) {
		await tx.heldMark.updateMany({
			where: { id: { in: [...ids] }, seatId, teamId, criterion, kind: 'diverged', decision: null },
			data: { decision: 'picked', decidedBy: seatId, decidedAt: at }
		});
	}
}
