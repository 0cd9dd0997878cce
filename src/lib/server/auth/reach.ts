import type { Actor } from '#lib/domain/access/actor.ts';
import { POLICY, type Action } from '#lib/domain/access/policy.ts';
import type { Role } from '#lib/domain/access/roles.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** How far an actor's roles for one action go: everywhere, or these units (with all below them), contests and conferences. */
export type Reach =
	| { readonly everywhere: true }
	| {
			readonly everywhere: false;
			readonly unitIds: readonly string[];
			readonly contestIds: readonly string[];
			readonly conferenceIds: readonly string[];
	  };

const NOWHERE: Reach = { everywhere: false, unitIds: [], contestIds: [], conferenceIds: [] };

/** These units and all units below them. */
export async function withDescendants(read: Tx, unitIds: readonly string[]): Promise<string[]> {
	const found = new Set(unitIds);
	for (let level = [...unitIds]; level.length > 0;) {
		const children = await read.unit.findMany({ where: { parentId: { in: level } }, select: { id: true } });
		level = children.map(({ id }) => id).filter((id) => !found.has(id));
		for (const id of level) found.add(id);
	}
	return [...found];
}

/** Where `actor` may do `action`: what a list may show. */
export async function reachOf(read: Tx, actor: Actor, action: Action): Promise<Reach> {
	if (actor.kind === 'system') return { everywhere: true };
	if (actor.kind !== 'account') return NOWHERE;
	const roles: readonly Role[] = POLICY[action].roles;
	const grants = actor.grants.filter(({ role }) => roles.includes(role));
	if (grants.some((grant) => !grant.unitId && !grant.contestId && !grant.conferenceId)) {
		return { everywhere: true };
	}
	const units = grants.flatMap(({ unitId, contestId }) =>
		unitId !== null && contestId === null ? [unitId] : []
	);
	return {
		everywhere: false,
		unitIds: await withDescendants(read, units),
		contestIds: grants.flatMap(({ contestId }) => contestId ?? []),
		conferenceIds: grants.flatMap(({ conferenceId }) => conferenceId ?? [])
	};
}

/** Contests within reach: their own, and those hosted by the units. */
export function contestsWithin(reach: Reach) {
	if (reach.everywhere) return {};
	return { OR: [{ id: { in: [...reach.contestIds] } }, { hostUnitId: { in: [...reach.unitIds] } }] };
}

/** Conferences within reach: their own, and those hosted by the units. */
export function conferencesWithin(reach: Reach) {
	if (reach.everywhere) return {};
	return { OR: [{ id: { in: [...reach.conferenceIds] } }, { hostUnitId: { in: [...reach.unitIds] } }] };
}
