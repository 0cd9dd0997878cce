import type { Database } from '#lib/server/db/client.ts';

/** Longer than a letter can take: connecting, signing in, printing, and the longest silence of a server. */
export const LEASE_MS = 5 * 60_000;

/** Takes the next letter that is due into hand: nobody else has it until the lease is over. Null where none is due. */
export function claimLetter(database: Database, leaseBy: string, at: Date) {
	return database.transaction(async (tx) => {
		const due = await tx.mailedLetter.findFirst({
			where: { status: 'waiting', nextAt: { lte: at }, mailing: { stoppedAt: null } },
			orderBy: [{ nextAt: 'asc' }, { unitName: 'asc' }, { id: 'asc' }],
			include: { mailing: true }
		});
		if (!due) return null;
		const { count } = await tx.mailedLetter.updateMany({
			where: { id: due.id, status: 'waiting' },
			data: {
				...{ status: 'sending', leaseBy, handedAt: null },
				leaseUntil: new Date(at.getTime() + LEASE_MS)
			}
		});
		return count === 1 ? due : null;
	});
}
export type ClaimedLetter = NonNullable<Awaited<ReturnType<typeof claimLetter>>>;

/** Asked when the server is ready to read: durably notes that it may have the letter from now on. False where it must not. */
export function handOver(database: Database, letterId: string, leaseBy: string, at: Date): Promise<boolean> {
	return database.transaction(async (tx) => {
		const { count } = await tx.mailedLetter.updateMany({
			where: {
				...{ id: letterId, leaseBy, status: 'sending', handedAt: null },
				...{ leaseUntil: { gt: at }, mailing: { stoppedAt: null } }
			},
			data: { handedAt: at }
		});
		return count === 1;
	});
}

/**
 * Letters whose process died with them in hand: those that no server was reading wait again, the others may have arrived and are
 * said to be so. Nobody sends those again but a person.
 */
export function recoverLetters(database: Database, at: Date) {
	return database.transaction(async (tx) => {
		const dead = { status: 'sending', leaseUntil: { lte: at } };
		const unsent = await tx.mailedLetter.updateMany({
			where: { ...dead, handedAt: null },
			data: { status: 'waiting', nextAt: at, leaseBy: null, leaseUntil: null }
		});
		const unknown = await tx.mailedLetter.updateMany({
			where: { ...dead, handedAt: { not: null } },
			data: { status: 'unknown', endedAt: at, leaseUntil: null, answer: null }
		});
		return { unsent: unsent.count, unknown: unknown.count };
	});
}
