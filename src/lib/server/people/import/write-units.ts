import type { UnitDraft } from '#lib/domain/people/import/plan-units.ts';
import type { ImportPlan, PlannedRow } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import { insertRows, updateRows } from '#lib/server/db/bulk.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { unitSearchKey, type UnitFacts } from '../save-unit.ts';
import { currentUnits } from './current-facts.ts';
import type { Effect } from './effect.ts';

type UnitRow = PlannedRow<UnitDraft> & { readonly facts: UnitDraft };

/** Parents before their children: a unit can only be written below one that is there. */
function topDown(rows: readonly UnitRow[]): UnitRow[] {
	const byRef = new Map(rows.map((row) => [`row:${row.row}`, row]));
	const done = new Set<UnitRow>();
	const visit = (row: UnitRow): void => {
		if (done.has(row)) return;
		const parent = byRef.get(row.facts.parentId ?? '');
		if (parent) visit(parent);
		done.add(row);
	};
	rows.forEach(visit);
	return [...done];
}

/**
 * Units to be written, parents first, each with its id and its parent's: any piece of them can be written by itself after
 * those before it. `ids`, by line, are given once and stay the same however often a list is planned.
 */
export function settledUnits(
	plan: ImportPlan<UnitDraft>,
	ids: Map<number, string>,
	newId: () => string
): UnitRow[] {
	const rows = plan.rows.flatMap((row) => (row.facts ? [row as UnitRow] : []));
	for (const { row, id, fate } of rows) {
		if (id === null && fate === 'new' && !ids.has(row)) ids.set(row, newId());
	}
	const idOf = new Map(rows.map(({ row, id }) => [`row:${row}`, id ?? ids.get(row) ?? null]));
	return topDown(rows)
		.filter(({ fate }) => fate === 'new' || fate === 'changed')
		.map((row) => {
			const { parentId } = row.facts;
			const parent = parentId === null ? null : (idOf.get(parentId) ?? parentId);
			return { ...row, id: row.id ?? ids.get(row.row) ?? null, facts: { ...row.facts, parentId: parent } };
		});
}

export async function writeUnits({ tx, at, newId }: Context, plan: ImportPlan<UnitDraft>): Promise<Effect[]> {
	const rows = topDown(plan.rows.flatMap((row) => (row.facts ? [row as UnitRow] : [])));
	const ids = new Map(rows.map(({ row, id }) => [`row:${row}`, id ?? newId()]));
	const settled = ({ facts }: UnitRow): UnitDraft => ({
		...facts,
		parentId: facts.parentId === null ? null : (ids.get(facts.parentId) ?? facts.parentId)
	});
	const entry = (row: UnitRow) => ({ id: row.id ?? ids.get(`row:${row.row}`)!, ...settled(row) });
	const made = rows.filter(({ fate }) => fate === 'new').map(entry);
	const changed = rows.filter(({ fate }) => fate === 'changed').map(entry);
	const befores = await currentUnits(
		tx,
		changed.map(({ id }) => id)
	);
	await insertRows(
		tx,
		'Unit',
		made.map((unit) => ({ ...unit, searchKey: unitSearchKey(unit), createdAt: at }))
	);
	await updateUnits(tx, changed);
	return [...made, ...changed].map(({ id, ...after }) => ({
		table: 'unit',
		id,
		name: after.name,
		before: befores.get(id) ?? null,
		after
	}));
}

export function updateUnits(tx: Tx, units: readonly (UnitFacts & { readonly id: string })[]): Promise<void> {
	const rows = units.map((unit) => ({ ...unit, searchKey: unitSearchKey(unit) }));
	return updateRows(tx, 'Unit', rows);
}
