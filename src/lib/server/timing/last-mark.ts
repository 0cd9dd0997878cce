import type { ClockMark, ClockOrigin, ClockPress } from '#lib/domain/timing/stage-clock.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface ClockPlace {
	readonly roundId: string;
	readonly teamId: string;
	/** Path of the part or sub-part. */
	readonly partKey: string;
	readonly attempt: number;
}

export interface StoredMark extends ClockMark {
	readonly id: string;
	readonly seq: number;
	readonly byName: string;
}

interface ClockRow {
	readonly id: string;
	readonly seq: number;
	readonly kind: string;
	readonly elapsedMs: number;
	readonly wallMs: number;
	readonly origin: string;
	readonly run: string;
	readonly monotonicMs: bigint;
	readonly waitedMs: number;
	readonly byName: string;
	readonly at: Date;
}

/** A stored press as the clock was left by it. */
export function markOf(row: ClockRow): StoredMark {
	return {
		id: row.id,
		seq: row.seq,
		byName: row.byName,
		kind: row.kind as ClockPress,
		elapsedMs: row.elapsedMs,
		wallElapsedMs: row.wallMs,
		origin: row.origin as ClockOrigin,
		at: { run: row.run, monotonicMs: Number(row.monotonicMs), wallMs: row.at.getTime() }
	};
}

/** The newest press of one clock; null where it was never pressed. */
export async function lastMark(tx: Tx, where: ClockPlace): Promise<StoredMark | null> {
	const row = await tx.clockEvent.findFirst({ where: { ...where }, orderBy: { seq: 'desc' } });
	return row ? markOf(row) : null;
}
