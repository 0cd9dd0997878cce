import { seqGaps } from '#lib/domain/admission/scan.ts';
import type { Tx } from '#lib/server/db/client.ts';

const MOST_NAMED = 200;

/** Numbers that a tablet used and that never arrived, the lowest first. */
export async function missingSeqs(read: Tx, deviceId: string, lastSeq: number): Promise<number[]> {
	const { _count: count, _max: highest } = await read.scan.aggregate({
		where: { deviceId },
		_count: { seq: true },
		_max: { seq: true }
	});
	// Numbers are unique and count from 1: as many as the highest are all of them.
	if (count.seq >= Math.max(lastSeq, highest.seq ?? 0)) return [];
	const rows = await read.scan.findMany({ where: { deviceId }, select: { seq: true } });
	const [gap] = seqGaps(
		rows.flatMap(({ seq }) => (seq === null ? [] : [{ deviceId, seq }])),
		{ [deviceId]: lastSeq }
	);
	return gap ? gap.missing.slice(0, MOST_NAMED) : [];
}
