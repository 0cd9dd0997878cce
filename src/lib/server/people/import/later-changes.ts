import type { Tx } from '#lib/server/db/client.ts';
import { pieces } from '#lib/server/db/pieces.ts';
import { personFacts } from '../save-person.ts';
import { unitFacts } from '../save-unit.ts';
import type { Effect } from './effect.ts';
import { teamFacts } from './write-teams.ts';

const idsOf = (effects: readonly Effect[], table: Effect['table']): string[] =>
	effects.flatMap((effect) => (effect.table === table ? [effect.id] : []));

/** How the things that an import wrote are now, by id; what is gone is missing. */
export async function currentFacts(tx: Tx, effects: readonly Effect[]): Promise<Map<string, object>> {
	const now = new Map<string, object>();
	for (const piece of pieces(idsOf(effects, 'unit'))) {
		const rows = await tx.unit.findMany({ where: { id: { in: [...piece] } } });
		for (const row of rows) now.set(row.id, unitFacts(row));
	}
	for (const piece of pieces(idsOf(effects, 'person'))) {
		const rows = await tx.person.findMany({ where: { id: { in: [...piece] } } });
		for (const row of rows) now.set(row.id, personFacts(row));
	}
	for (const id of idsOf(effects, 'team')) {
		const facts = await teamFacts(tx, id);
		if (facts) now.set(id, facts);
	}
	return now;
}

/** Of the things that an import made, those on which something else rests by now. */
export async function inUse(tx: Tx, made: readonly Effect[]): Promise<Set<string>> {
	const used = new Set<string>();
	const own = new Set(made.map(({ id }) => id));
	for (const piece of pieces(idsOf(made, 'unit'))) {
		const rows = await tx.unit.findMany({
			where: { id: { in: [...piece] } },
			select: {
				id: true,
				children: { select: { id: true } },
				_count: { select: { people: true, teams: true, grants: true, hosts: true, clusters: true } }
			}
		});
		for (const { id, children, _count } of rows) {
			const others = Object.values(_count).some((count) => count > 0);
			if (others || children.some((child) => !own.has(child.id))) used.add(id);
		}
	}
	for (const piece of pieces(idsOf(made, 'person'))) {
		const rows = await tx.person.findMany({
			where: { id: { in: [...piece] } },
			select: {
				id: true,
				account: { select: { id: true } },
				members: { select: { teamId: true } },
				_count: { select: { seats: true, conflicts: true } }
			}
		});
		for (const { id, account, members, _count } of rows) {
			const elsewhere = members.some(({ teamId }) => !own.has(teamId));
			if (account || elsewhere || _count.seats > 0 || _count.conflicts > 0) used.add(id);
		}
	}
	for (const piece of pieces(idsOf(made, 'team'))) {
		const rows = await tx.team.findMany({
			where: { id: { in: [...piece] } },
			select: {
				id: true,
				invitationId: true,
				_count: { select: { entries: true, performances: true, conflicts: true } }
			}
		});
		for (const { id, invitationId, _count } of rows) {
			if (invitationId || Object.values(_count).some((count) => count > 0)) used.add(id);
		}
	}
	return used;
}
