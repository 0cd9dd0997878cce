import { idsIn, turns } from '#lib/server/db/bulk.ts';
import type { Tx } from '#lib/server/db/client.ts';
import {
	currentDelegates,
	currentDelegations,
	currentPeople,
	currentTeams,
	currentUnits
} from './current-facts.ts';
import type { Effect } from './effect.ts';

const AT_ONCE = 500;

const idsOf = (effects: readonly Effect[], table: Effect['table']): string[] =>
	effects.flatMap((effect) => (effect.table === table ? [effect.id] : []));

/** How the things that an import wrote are now, by id; what is gone is missing. */
export async function currentFacts(tx: Tx, effects: readonly Effect[]): Promise<Map<string, object>> {
	return new Map<string, object>([
		...(await currentUnits(tx, idsOf(effects, 'unit'))),
		...(await currentPeople(tx, idsOf(effects, 'person'))),
		...(await currentTeams(tx, idsOf(effects, 'team'))),
		...(await currentDelegations(tx, idsOf(effects, 'delegation'))),
		...(await currentDelegates(tx, idsOf(effects, 'delegate')))
	]);
}

/** Where each kind of thing may be referred to: table and column. */
const USES = {
	unit: [
		['Person', 'unitId'],
		['TeamUnit', 'unitId'],
		['RoleGrant', 'unitId'],
		['Contest', 'hostUnitId'],
		['Cluster', 'leadUnitId'],
		['Conference', 'hostUnitId'],
		['Delegation', 'unitId']
	],
	person: [
		['PanelSeat', 'personId'],
		['DeclaredConflict', 'personId'],
		['Account', 'personId']
	],
	team: [
		['Entry', 'teamId'],
		['Performance', 'teamId'],
		['DeclaredConflict', 'teamId']
	],
	delegate: [
		['Credential', 'delegateId'],
		['Scan', 'delegateId'],
		['Delegate', 'replacesId']
	]
} as const;

/** Of the things that an import made, those on which something else rests by now. `own` is all that goes with them. */
export async function inUse(tx: Tx, made: readonly Effect[], own: ReadonlySet<string>): Promise<Set<string>> {
	const used = new Set<string>();
	const units = idsOf(made, 'unit');
	const people = idsOf(made, 'person');
	const teams = idsOf(made, 'team');
	const delegations = idsOf(made, 'delegation');
	const idsBy = { unit: units, person: people, team: teams, delegate: idsOf(made, 'delegate') };
	for (const kind of ['unit', 'person', 'team', 'delegate'] as const) {
		for (const [table, column] of USES[kind]) {
			for (const id of await idsIn(tx, table, column, idsBy[kind])) used.add(id);
		}
	}
	for await (const piece of turns(teams, AT_ONCE)) {
		const where = { invitationId: { not: null }, id: { in: [...piece] } };
		for (const { id } of await tx.team.findMany({ where, select: { id: true } })) used.add(id);
	}
	await addOutsiders(tx, units, people, own, used);
	await addDelegatesOfOthers(tx, people, delegations, own, used);
	return used;
}

/** Units that carry a unit, and people who are in a team, which the import did not make. */
async function addOutsiders(
	tx: Tx,
	units: readonly string[],
	people: readonly string[],
	own: ReadonlySet<string>,
	used: Set<string>
): Promise<void> {
	const parents = await idsIn(tx, 'Unit', 'parentId', units);
	for await (const piece of turns([...parents], AT_ONCE)) {
		const where = { parentId: { in: [...piece] } };
		for (const { id, parentId } of await tx.unit.findMany({ where, select: { id: true, parentId: true } })) {
			if (parentId && !own.has(id)) used.add(parentId);
		}
	}
	const members = await idsIn(tx, 'TeamMember', 'personId', people);
	for await (const piece of turns([...members], AT_ONCE)) {
		const where = { personId: { in: [...piece] } };
		for (const { personId, teamId } of await tx.teamMember.findMany({
			where,
			select: { personId: true, teamId: true }
		})) {
			if (!own.has(teamId)) used.add(personId);
		}
	}
}

/** People and delegations of a delegate whom the import did not make. */
async function addDelegatesOfOthers(
	tx: Tx,
	people: readonly string[],
	delegations: readonly string[],
	own: ReadonlySet<string>,
	used: Set<string>
): Promise<void> {
	const select = { id: true, personId: true, delegationId: true } as const;
	for await (const piece of turns(people, AT_ONCE)) {
		const where = { personId: { in: [...piece] } };
		for (const { id, personId } of await tx.delegate.findMany({ where, select })) {
			if (!own.has(id)) used.add(personId);
		}
	}
	for await (const piece of turns(delegations, AT_ONCE)) {
		const where = { delegationId: { in: [...piece] } };
		for (const { id, delegationId } of await tx.delegate.findMany({ where, select })) {
			if (!own.has(id)) used.add(delegationId!);
		}
	}
}
