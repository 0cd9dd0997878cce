import type { Tx } from '#lib/server/db/client.ts';

/** Pools of temporary badges by gate: what is left, given out and not printed yet; every gate is named, also without one. */
export async function temporaryPools(read: Tx, conferenceId: string) {
	const [gates, badges] = await Promise.all([
		read.gate.findMany({
			where: { conferenceId, removedAt: null },
			orderBy: { position: 'asc' },
			select: { id: true, name: true }
		}),
		read.temporaryBadge.findMany({
			where: { conferenceId, of: { status: 'active' } },
			select: { gateId: true, boundAt: true, of: { select: { _count: { select: { prints: true } } } } }
		})
	]);
	return gates.map(({ id, name }) => {
		const own = badges.filter(({ gateId }) => gateId === id);
		const left = own.filter(({ boundAt }) => boundAt === null);
		return {
			...{ id, name },
			left: left.length,
			given: own.length - left.length,
			unprinted: left.filter(({ of }) => of._count.prints === 0).length
		};
	});
}
export type TemporaryPool = Awaited<ReturnType<typeof temporaryPools>>[number];

/** Temporary badges that nobody has, by their numbers; those of one gate's desk where it is named. */
export async function unboundTemporary(read: Tx, conferenceId: string, gateId: string | null) {
	const rows = await read.temporaryBadge.findMany({
		where: { conferenceId, boundAt: null, of: { status: 'active' }, ...(gateId ? { gateId } : {}) },
		orderBy: { serial: 'asc' },
		select: { credential: true, serial: true, gate: { select: { name: true } } }
	});
	return rows.map(({ credential, serial, gate }) => ({ credential, serial, gate: gate.name }));
}

/** How many are inside each checkpoint that counts in and out. */
export async function peopleInside(read: Tx, conferenceId: string) {
	const places = await read.checkpoint.findMany({
		where: { conferenceId, policy: 'inout', removedAt: null },
		orderBy: { position: 'asc' },
		select: { id: true, name: true, closesAt: true }
	});
	const counts = await read.presence.groupBy({
		by: ['checkpointId'],
		where: { conferenceId, direction: 'in', checkpointId: { in: places.map(({ id }) => id) } },
		_count: { _all: true }
	});
	return places.map((place) => ({
		...place,
		inside: counts.find(({ checkpointId }) => checkpointId === place.id)?._count._all ?? 0
	}));
}
