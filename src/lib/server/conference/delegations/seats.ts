import { chainOf, type DelegationSeat, type SeatHolding } from '#lib/domain/conference/seat-of-delegation.ts';
import type { Tx } from '#lib/server/db/client.ts';

interface Row {
	readonly seatId: string;
	readonly delegateId: string;
	readonly reason: string | null;
	readonly authorisedBy: string;
	readonly since: Date;
	readonly until: Date | null;
	readonly delegate: { readonly delegationId: string | null; readonly person: { readonly fullName: string } };
}

/** Seats as the domain knows them, from what was written; a seat whose last holder went elsewhere is vacant, with its history. */
export function seatsOf(rows: readonly Row[]): (DelegationSeat & { readonly isVacant: boolean })[] {
	return [...Map.groupBy(rows, ({ seatId }) => seatId)].map(([seatId, held]) => {
		const inOrder = held.toSorted((a, b) => a.since.getTime() - b.since.getTime());
		const holdings = inOrder.map(({ delegateId, delegate, reason, authorisedBy, since }): SeatHolding => ({
			delegateId,
			name: delegate.person.fullName,
			reason: reason ?? '',
			authorisedBy,
			since: since.toISOString()
		}));
		return {
			seatId,
			delegationId: inOrder[0]!.delegate.delegationId ?? '',
			holdings,
			isVacant: inOrder.at(-1)!.until !== null
		};
	});
}

export const withHolder = {
	delegate: { select: { delegationId: true, person: { select: { fullName: true } } } }
} as const;

/** All seats that people of a delegation have held. */
export async function seatsOfDelegation(read: Tx, delegationId: string) {
	const rows = await read.seatHolding.findMany({
		where: { delegate: { delegationId } },
		include: withHolder,
		orderBy: [{ since: 'asc' }, { id: 'asc' }]
	});
	return seatsOf(rows);
}

/** The seat that a delegate holds; someone who was put on the list on the spot holds the one named by them. */
export async function seatHeldBy(
	tx: Tx,
	delegate: { id: string; delegationId: string | null; createdAt: Date; person: { fullName: string } }
): Promise<DelegationSeat> {
	const last = await tx.seatHolding.findFirst({
		where: { delegateId: delegate.id, until: null },
		orderBy: [{ since: 'desc' }, { id: 'desc' }]
	});
	if (last) return seatById(tx, last.seatId);
	return { seatId: delegate.id, delegationId: delegate.delegationId ?? '', holdings: [] };
}

/** The seat that somebody held last, whoever has it now. */
export async function lastSeatOf(tx: Tx, delegateId: string) {
	const last = await tx.seatHolding.findFirst({
		where: { delegateId },
		orderBy: [{ since: 'desc' }, { id: 'desc' }],
		select: { seatId: true }
	});
	return last && (await seatById(tx, last.seatId));
}

async function seatById(tx: Tx, seatId: string) {
	const rows = await tx.seatHolding.findMany({
		where: { seatId },
		include: withHolder,
		orderBy: [{ since: 'asc' }, { id: 'asc' }]
	});
	return seatsOf(rows)[0]!;
}

/** Writes beside each of those who held a seat whose place they took, as far as it still counts; of two who followed one, the later. */
export async function linkSeat(tx: Tx, seatId: string): Promise<void> {
	const seat = await seatById(tx, seatId);
	const chain = chainOf(seat).map(({ delegateId }) => delegateId);
	const held = [...new Set(seat.holdings.map(({ delegateId }) => delegateId))];
	const elsewhere = await tx.seatHolding.findMany({
		where: { delegateId: { in: held }, until: null, seatId: { not: seatId } },
		select: { delegateId: true }
	});
	// Who went on to another seat and holds it tells of that one; the present holder tells of this one.
	const gone = new Set(elsewhere.map(({ delegateId }) => delegateId).filter((id) => id !== chain.at(-1)));
	for (const id of held) {
		if (!gone.has(id)) await tx.delegate.update({ where: { id }, data: { replacesId: null } });
	}
	// Who sits somewhere is replaced by nobody, whoever has an earlier seat of theirs: gates and badges go by this.
	await tx.delegate.updateMany({ where: { replacesId: chain.at(-1)! }, data: { replacesId: null } });
	for (const [index, id] of chain.entries()) {
		const replacesId = chain[index - 1];
		if (replacesId === undefined || gone.has(id)) continue;
		await tx.delegate.updateMany({ where: { replacesId }, data: { replacesId: null } });
		await tx.delegate.update({ where: { id }, data: { replacesId } });
	}
}
