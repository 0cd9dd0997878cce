import type { Tx } from '#lib/server/db/client.ts';
import { turns } from '#lib/server/db/bulk.ts';
import { personFacts, type PersonFacts } from '../save-person.ts';
import { unitFacts, type UnitFacts } from '../save-unit.ts';
import {
	delegateFacts,
	delegationFacts,
	type DelegateFacts,
	type DelegationFacts
} from './delegate-facts.ts';
import { teamFacts, type TeamFacts } from './team-facts.ts';

const AT_ONCE = 1_000;

/** People as they are now, by id; who is gone is missing. */
export async function currentPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, PersonFacts>> {
	const now = new Map<string, PersonFacts>();
	for await (const piece of turns(ids, AT_ONCE)) {
		const rows = await tx.person.findMany({ where: { id: { in: [...piece] } } });
		for (const row of rows) now.set(row.id, personFacts(row));
	}
	return now;
}

/** Units as they are now, by id; what is gone is missing. */
export async function currentUnits(tx: Tx, ids: readonly string[]): Promise<Map<string, UnitFacts>> {
	const now = new Map<string, UnitFacts>();
	for await (const piece of turns(ids, AT_ONCE)) {
		const rows = await tx.unit.findMany({ where: { id: { in: [...piece] } } });
		for (const row of rows) now.set(row.id, unitFacts(row));
	}
	return now;
}

/** Teams with their units and members as they are now, by id; what is gone is missing. */
export async function currentTeams(tx: Tx, ids: readonly string[]): Promise<Map<string, TeamFacts>> {
	const now = new Map<string, TeamFacts>();
	// Not by `include`: it fails where the members of many teams are more than a statement takes ids.
	for await (const piece of turns(ids, 200)) {
		const teamId = { in: [...piece] };
		const units = await tx.teamUnit.findMany({ where: { teamId }, orderBy: { position: 'asc' } });
		const members = await tx.teamMember.findMany({ where: { teamId }, orderBy: { position: 'asc' } });
		const unitsOf = Map.groupBy(units, (unit) => unit.teamId);
		const membersOf = Map.groupBy(members, (member) => member.teamId);
		for (const team of await tx.team.findMany({ where: { id: teamId } })) {
			const of = { units: unitsOf.get(team.id) ?? [], members: membersOf.get(team.id) ?? [] };
			now.set(team.id, teamFacts({ ...team, ...of }));
		}
	}
	return now;
}

/** Delegations as they are now, by id; what is gone is missing. */
export async function currentDelegations(
	tx: Tx,
	ids: readonly string[]
): Promise<Map<string, DelegationFacts>> {
	const now = new Map<string, DelegationFacts>();
	for await (const piece of turns(ids, AT_ONCE)) {
		const rows = await tx.delegation.findMany({ where: { id: { in: [...piece] } } });
		for (const row of rows) now.set(row.id, delegationFacts(row));
	}
	return now;
}

/** Delegates as they are now, by id; who is gone is missing. */
export async function currentDelegates(tx: Tx, ids: readonly string[]): Promise<Map<string, DelegateFacts>> {
	const now = new Map<string, DelegateFacts>();
	for await (const piece of turns(ids, AT_ONCE)) {
		const rows = await tx.delegate.findMany({ where: { id: { in: [...piece] } } });
		for (const row of rows) now.set(row.id, delegateFacts(row));
	}
	return now;
}
