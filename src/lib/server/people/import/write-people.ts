import type { PersonDraft } from '#lib/domain/people/import/plan-people.ts';
import type { ImportPlan } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import { insertRows, updateRows } from '#lib/server/db/bulk.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { personKeys, type PersonFacts } from '../save-person.ts';
import { currentPeople } from './current-facts.ts';
import type { Effect } from './effect.ts';

export function insertPeople(
	tx: Tx,
	people: readonly (PersonFacts & { readonly id: string })[],
	at: Date
): Promise<void> {
	const rows = people.map((person) => ({ ...person, ...personKeys(person), createdAt: at }));
	return insertRows(tx, 'Person', rows);
}

export function updatePeople(
	tx: Tx,
	people: readonly (PersonFacts & { readonly id: string })[]
): Promise<void> {
	const rows = people.map((person) => ({ ...person, ...personKeys(person) }));
	return updateRows(tx, 'Person', rows, ['birthYear']);
}

export async function writePeople(
	{ tx, at, newId }: Context,
	plan: ImportPlan<PersonDraft>
): Promise<Effect[]> {
	const made = plan.rows.flatMap(({ fate, facts }) =>
		fate === 'new' && facts ? [{ id: newId(), ...facts }] : []
	);
	const changed = plan.rows.flatMap(({ fate, id, facts }) =>
		fate === 'changed' && facts && id !== null ? [{ id, ...facts }] : []
	);
	const befores = await currentPeople(
		tx,
		changed.map(({ id }) => id)
	);
	await insertPeople(tx, made, at);
	await updatePeople(tx, changed);
	return [...made, ...changed].map(({ id, ...after }) => ({
		table: 'person',
		id,
		name: after.fullName,
		before: befores.get(id) ?? null,
		after
	}));
}
