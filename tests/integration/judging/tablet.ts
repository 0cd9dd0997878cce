import { newId } from '#lib/live/id.ts';
import type { Answer, GivenMark, MarkAnswer } from '#lib/live/judge-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';

let seq = 0;

/** A mark as a tablet makes it; the sequence grows with every one. */
export function mark(
	teamId: string,
	criterion: string,
	value: string | null,
	over: Partial<GivenMark> = {}
): GivenMark {
	return { id: newId(), seq: ++seq, teamId, criterion, value, deviceTime: 1_790_000_000_000, ...over };
}

export const marksAsk = (...marks: readonly unknown[]) => ({ kind: 'marks', marks });

export function finalAsk(
	teamId: string,
	marks: Readonly<Record<string, string>>,
	partKey = '*',
	key = newId()
) {
	return { kind: 'final', key, teamId, partKey, marks };
}

export function resultsOf(answer: Answer): readonly MarkAnswer[] {
	if (answer.kind !== 'marks') throw new Error(`answered ${JSON.stringify(answer)}`);
	return answer.results;
}

/** In words: 'stored', 'replay', or the code of the refusal. */
export const outcomes = (answer: Answer) =>
	resultsOf(answer).map((result) => (result.status === 'refused' ? result.code : result.status));

/** What is written for a round: `team criterion` → value, of one seat, the newest alone. */
export async function written(database: Database, seatId: string): Promise<Record<string, string | null>> {
	const rows = await database.read.mark.findMany({ where: { seatId }, orderBy: { seq: 'asc' } });
	return Object.fromEntries(rows.map(({ teamId, criterion, value }) => [`${teamId} ${criterion}`, value]));
}
