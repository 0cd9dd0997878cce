import type { Tx } from '#lib/server/db/client.ts';

/** What people are called who are named by the id of their account or of the seat of their tablet. */
export async function namesOf(read: Tx, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
	const wanted = [...new Set(ids)];
	if (wanted.length === 0) return new Map();
	const accounts = await read.account.findMany({
		where: { id: { in: wanted } },
		select: { id: true, displayName: true }
	});
	const seats = await read.panelSeat.findMany({
		where: { id: { in: wanted } },
		select: { id: true, label: true, person: { select: { fullName: true } } }
	});
	return new Map([
		...accounts.map(({ id, displayName }) => [id, displayName] as const),
		...seats.map(({ id, label, person }) => [id, `${label} ${person.fullName}`] as const)
	]);
}
