import type { SheetChange } from '#lib/domain/records/contents.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface LoggedSheet {
	readonly id: string;
	readonly state: string;
	readonly marks: string | null;
	readonly finalAt: Date | null;
	readonly source: string;
}

/** What the log says of a sheet before and after; its marks stand there as text or as they are. */
interface Logged {
	readonly state?: string;
	readonly marks?: string | Readonly<Record<string, string | null>> | null;
}

const marksOf = (marks: Logged['marks']): Readonly<Record<string, string | null>> =>
	typeof marks === 'string' ? (JSON.parse(marks) as Record<string, string | null>) : (marks ?? {});

/** Every time that a sheet which was handed in was opened or changed, by ballot: what was on it, and what came of it. */
export async function changesOf(
	read: Tx,
	contestId: string,
	roundId: string,
	ballots: readonly LoggedSheet[]
): Promise<ReadonlyMap<string, readonly SheetChange[]>> {
	const entries = await read.auditEntry.findMany({
		where: { contestId, subjectKind: 'ballot', reason: { not: null } },
		orderBy: { seq: 'asc' },
		select: { subjectId: true, at: true, actorName: true, before: true, after: true, reason: true }
	});
	const agreed = await read.approval.findMany({
		where: { roundId, answer: 'approved' },
		select: { requestedName: true, answeredName: true, answeredAt: true }
	});
	const known = new Map(ballots.map((ballot) => [ballot.id, ballot]));
	const changed = entries
		.filter(({ subjectId }) => known.has(subjectId))
		.map((entry) => ({ ...entry, was: (entry.before ? JSON.parse(entry.before) : {}) as Logged }))
		.filter(({ was }) => was.state === 'final');
	const byBallot = Map.groupBy(changed, ({ subjectId }) => subjectId);
	return new Map(
		[...byBallot].map(([id, own]) => [
			id,
			own.map(({ at, actorName, reason, was }, index): SheetChange => {
				const before = marksOf(was.marks);
				const ballot = known.get(id)!;
				const next = own[index + 1];
				const after = next
					? marksOf(next.was.marks)
					: ballot.state === 'final'
						? marksOf(ballot.marks)
						: null;
				const two = agreed.find(({ answeredAt }) => answeredAt?.getTime() === at.getTime());
				const paths = [...new Set([...Object.keys(before), ...Object.keys(after ?? before)])].sort();
				return {
					at: at.toISOString(),
					by: two?.requestedName ?? actorName,
					second: two?.answeredName ?? null,
					reason: reason ?? '',
					marks: paths
						.map((path) => ({
							path,
							before: before[path] ?? null,
							after: after === null ? null : (after[path] ?? null)
						}))
						.filter((mark) => after !== null && mark.before !== mark.after)
				};
			})
		])
	);
}
