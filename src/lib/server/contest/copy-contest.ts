import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#lib/server/command/command.ts';

/** The clusters of an earlier contest, empty: the same names, order and lead units. */
export async function copyClusters(context: Context, from: string, to: string): Promise<number> {
	const clusters = await context.tx.cluster.findMany({ where: { contestId: from } });
	await context.tx.cluster.createMany({
		data: clusters.map((cluster) => ({ ...cluster, id: context.newId(), contestId: to }))
	});
	return clusters.length;
}

/**
 * The units that took part in an earlier contest, as invitations of the new one. Nobody holds their links yet: making
 * a unit's link replaces the token that is written here.
 */
export async function copyUnits(context: Context, from: string, to: string): Promise<number> {
	const { tx, at } = context;
	const earlier = await tx.teamInvitation.findMany({ where: { contestId: from } });
	const took = await tx.teamUnit.findMany({ where: { team: { contestId: from } }, select: { unitId: true } });
	const maxTeams = new Map(took.map(({ unitId }) => [unitId, 1]));
	for (const { unitId, maxTeams: most } of earlier) maxTeams.set(unitId, most);
	const today = at.toISOString().slice(0, 10);
	const units = await tx.unit.findMany({
		where: { id: { in: [...maxTeams.keys()] }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
		select: { id: true }
	});
	await tx.teamInvitation.createMany({
		data: units.map(({ id }) => ({
			id: context.newId(),
			contestId: to,
			unitId: id,
			tokenHash: createHash('sha256').update(randomBytes(32)).digest('hex'),
			maxTeams: maxTeams.get(id) ?? 1,
			createdAt: at
		}))
	});
	return units.length;
}
