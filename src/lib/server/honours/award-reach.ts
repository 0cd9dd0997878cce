import type { Actor } from '#lib/domain/access/actor.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Decisions within an actor's reach: of issuers in their units, and of their events. */
export async function awardsWithin(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'award.read');
	if (reach.everywhere) return {};
	const [unitIds, contestIds, conferenceIds] = [
		[...reach.unitIds],
		[...reach.contestIds],
		[...reach.conferenceIds]
	];
	return {
		OR: [
			{ issuer: { unitId: { in: unitIds } } },
			{ contestId: { in: contestIds } },
			{ conferenceId: { in: conferenceIds } },
			{ contest: { hostUnitId: { in: unitIds } } },
			{ conference: { hostUnitId: { in: unitIds } } }
		]
	};
}
