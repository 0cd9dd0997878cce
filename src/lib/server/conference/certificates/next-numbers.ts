import type { Tx } from '#lib/server/db/client.ts';

/**
 * The next numbers of a conference's certificates, in order and without gaps: commands run one after another. Whoever numbers
 * honours one day takes numbers from here, or gives them instead.
 */
export async function nextNumbers(tx: Tx, conferenceId: string, count: number): Promise<number[]> {
	const { _max } = await tx.attendanceCertificate.aggregate({
		where: { conferenceId },
		_max: { number: true }
	});
	const last = _max.number ?? 0;
	return Array.from({ length: count }, (_, index) => last + index + 1);
}
