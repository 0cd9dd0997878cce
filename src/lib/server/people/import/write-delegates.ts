import { nameOfActor } from '#lib/domain/access/actor.ts';
import type { DelegateDraft } from '#lib/domain/people/import/plan-delegates.ts';
import type { ImportPlan, PlannedRow } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import { giveRole, settleRoles } from '#lib/server/conference/delegations/roles.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { personFacts, type PersonFacts } from '../save-person.ts';
import { currentDelegates, currentDelegations, currentPeople } from './current-facts.ts';
import type { DelegateFacts, DelegationFacts } from './delegate-facts.ts';
import type { Effect } from './effect.ts';
import { insertPeople, updatePeople } from './write-people.ts';

type Row = PlannedRow<DelegateDraft> & { readonly facts: DelegateDraft };

const quiet = (context: Context): Context => ({ ...context, audit: () => {} });

/** Delegations of the list, by unit: those that are there with their quota, and new ones. */
async function writeDelegations({ tx, at, newId }: Context, conferenceId: string, rows: readonly Row[]) {
	const there = await tx.delegation.findMany({ where: { conferenceId }, select: { id: true, unitId: true } });
	const byUnit = new Map(there.map(({ id, unitId }) => [unitId, id]));
	const made = [];
	for (const { facts } of rows) {
		const { unitId, quota } = facts;
		const id = byUnit.get(unitId);
		if (id === undefined) {
			const fresh = { id: newId(), conferenceId, unitId, quota: quota ?? 1, createdAt: at };
			made.push(fresh);
			byUnit.set(unitId, fresh.id);
		} else if (quota !== null && there.some((known) => known.id === id)) {
			await tx.delegation.updateMany({
				where: { id, quota: { not: quota } },
				data: { quota, version: { increment: 1 } }
			});
		}
	}
	await insertRows(tx, 'Delegation', made);
	return byUnit;
}

/** The people of the list: new ones, and of those on the lists what was missing and how the name is written. */
async function writePersons({ tx, at, newId }: Context, rows: readonly Row[]) {
	const known = rows.flatMap(({ facts }) => facts.person?.id ?? []);
	const before = await currentPeople(tx, known);
	const ids = new Map<number, string>();
	const made: (PersonFacts & { id: string })[] = [];
	const changed: (PersonFacts & { id: string })[] = [];
	for (const { row, facts } of rows) {
		const { person, title } = facts;
		if (!person) continue;
		const { fullName, birthYear, phone, unitId } = person;
		const id = person.id ?? newId();
		ids.set(row, id);
		const was = before.get(id);
		if (!was) {
			const rest = { gender: null, email: null, externalCode: null };
			made.push({ id, fullName, birthYear, phone, unitId, position: title, ...rest });
			continue;
		}
		const after = { ...was, fullName, birthYear, phone };
		if (JSON.stringify(personFacts(after)) !== JSON.stringify(personFacts(was)))
			changed.push({ id, ...after });
	}
	await insertPeople(tx, made, at);
	await updatePeople(tx, changed);
	const effects = [...made, ...changed].map(({ id, ...after }): Effect => ({
		...{ table: 'person', id, name: after.fullName, before: before.get(id) ?? null },
		after: personFacts(after)
	}));
	return { ids, effects };
}

/** Writes a list of delegates with their delegations; of everybody in them what is different afterwards is told. */
export async function writeDelegates(
	context: Context,
	conferenceId: string,
	plan: ImportPlan<DelegateDraft>
): Promise<Effect[]> {
	const { tx, at, actor, newId } = context;
	const rows = plan.rows.filter(
		(row): row is Row => row.facts !== null && (row.fate === 'new' || row.fate === 'changed')
	);
	const unitIds = [...new Set(rows.map(({ facts }) => facts.unitId))];
	const before = await stateOf(tx, conferenceId, unitIds);
	const delegations = await writeDelegations(context, conferenceId, rows);
	const persons = await writePersons(context, rows);
	const first = await tx.delegateCategory.findFirst({
		where: { conferenceId },
		orderBy: { position: 'asc' }
	});
	// Of a delegation that nobody heads yet, the list's first is the head, unless the list says another.
	const led = new Set([...before.delegates.values()].flatMap(({ delegationId }) => delegationId ?? []));
	const delegates = [];
	const seats = [];
	const given: { id: string; delegationId: string; role: 'head' | 'deputy' | 'member' }[] = [];
	for (const { row, id: existingId, facts } of rows) {
		const personId = persons.ids.get(row);
		if (!personId) continue;
		const delegationId = delegations.get(facts.unitId)!;
		const { title, note, externalCode } = facts;
		const categoryId = facts.categoryId ?? first!.id;
		if (existingId) {
			await tx.delegate.update({
				where: { id: existingId },
				data: { categoryId, title, note, externalCode, version: { increment: 1 } }
			});
		} else {
			const id = newId();
			const standing = { role: 'member', status: 'invited', statusAt: at, createdAt: at };
			const about = { personId, delegationId, categoryId, title, note, externalCode };
			delegates.push({ id, conferenceId, ...about, ...standing });
			const holding = {
				conferenceId,
				seatId: id,
				delegateId: id,
				authorisedBy: nameOfActor(actor),
				since: at
			};
			seats.push({ id: newId(), ...holding });
			const role = facts.role ?? (led.has(delegationId) ? 'member' : 'head');
			if (role !== 'member') given.push({ id, delegationId, role });
			led.add(delegationId);
			continue;
		}
		if (facts.role) given.push({ id: existingId, delegationId, role: facts.role });
	}
	await insertRows(tx, 'Delegate', delegates);
	await insertRows(tx, 'SeatHolding', seats);
	for (const { id, delegationId, role } of given) {
		await giveRole(quiet(context), delegationId, { id, role, order: null });
	}
	for (const unitId of unitIds) await settleRoles(quiet(context), delegations.get(unitId)!);
	if (rows.length > 0) await movedRoster(context, conferenceId);
	const after = await stateOf(tx, conferenceId, unitIds);
	return [...persons.effects, ...differences(before, after)];
}

interface State {
	readonly names: ReadonlyMap<string, string>;
	readonly delegations: ReadonlyMap<string, DelegationFacts>;
	readonly delegates: ReadonlyMap<string, DelegateFacts>;
}

/** Delegations of these units with all their people. */
async function stateOf(tx: Tx, conferenceId: string, unitIds: readonly string[]): Promise<State> {
	const rows = await tx.delegation.findMany({
		where: { conferenceId, unitId: { in: [...unitIds] } },
		select: {
			id: true,
			unit: { select: { name: true } },
			delegates: { select: { id: true, person: { select: { fullName: true } } } }
		},
		orderBy: { id: 'asc' }
	});
	const people = rows.flatMap(({ delegates }) => delegates);
	return {
		names: new Map([
			...rows.map(({ id, unit }) => [id, unit.name] as const),
			...people.map(({ id, person }) => [id, person.fullName] as const)
		]),
		delegations: await currentDelegations(
			tx,
			rows.map(({ id }) => id)
		),
		delegates: await currentDelegates(
			tx,
			people.map(({ id }) => id)
		)
	};
}

function differences(before: State, after: State): Effect[] {
	const of = (table: 'delegation' | 'delegate', key: 'delegations' | 'delegates') =>
		[...after[key]].flatMap(([id, now]): Effect[] => {
			const was = before[key].get(id) ?? null;
			if (JSON.stringify(was) === JSON.stringify(now)) return [];
			return [{ table, id, name: after.names.get(id) ?? id, before: was, after: now }];
		});
	return [...of('delegation', 'delegations'), ...of('delegate', 'delegates')];
}

/** Gives delegations their quota back. */
export async function restoreDelegations(
	tx: Tx,
	delegations: readonly { readonly id: string; readonly facts: DelegationFacts }[]
): Promise<void> {
	for (const { id, facts } of delegations) {
		await tx.delegation.update({
			where: { id },
			data: { quota: facts.quota, version: { increment: 1 } }
		});
	}
}

/** Makes delegates what `facts` says. */
export async function changeDelegates(
	tx: Tx,
	delegates: readonly { readonly id: string; readonly facts: DelegateFacts }[]
): Promise<void> {
	for (const { id, facts } of delegates) {
		const { categoryId, title, note, externalCode, role, deputyOrder } = facts;
		await tx.delegate.update({
			where: { id },
			data: { categoryId, title, note, externalCode, role, deputyOrder, version: { increment: 1 } }
		});
	}
}

/** After an import was taken back: one head in each delegation that is left. */
export async function settleDelegations(context: Context, effects: readonly Effect[]): Promise<void> {
	const ids = effects.flatMap(({ table, after }) =>
		table === 'delegate' ? ((after as DelegateFacts).delegationId ?? []) : []
	);
	for (const id of new Set(ids)) await settleRoles(context, id);
}
