import type { UnitDraft } from '#lib/domain/people/import/plan-units.ts';
import type { ImportPlan, PlannedRow } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import { pieces } from '#lib/server/db/pieces.ts';
import { unitFacts, unitSearchKey } from '../save-unit.ts';
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

export async function writeUnits({ tx, at, newId }: Context, plan: ImportPlan<UnitDraft>): Promise<Effect[]> {
	const rows = topDown(plan.rows.flatMap((row) => (row.facts ? [row as UnitRow] : [])));
	const ids = new Map(rows.map(({ row, id }) => [`row:${row}`, id ?? newId()]));
	const settled = ({ facts }: UnitRow): UnitDraft => ({
		...facts,
		parentId: facts.parentId === null ? null : (ids.get(facts.parentId) ?? facts.parentId)
	});
	const made = rows.filter(({ fate }) => fate === 'new');
	const effects: Effect[] = made.map((row) => ({
		table: 'unit',
		id: ids.get(`row:${row.row}`)!,
		name: row.facts.name,
		before: null,
		after: settled(row)
	}));
	for (const piece of pieces(effects)) {
		await tx.unit.createMany({
			data: piece.map(({ id, after }) => {
				const facts = after as UnitDraft;
				return { id, ...facts, searchKey: unitSearchKey(facts), createdAt: at };
			})
		});
	}
	for (const row of rows.filter(({ fate }) => fate === 'changed')) {
		const after = settled(row);
		const before = unitFacts(await tx.unit.findUniqueOrThrow({ where: { id: row.id! } }));
		await tx.unit.update({ where: { id: row.id! }, data: { ...after, searchKey: unitSearchKey(after) } });
		effects.push({ table: 'unit', id: row.id!, name: after.name, before, after });
	}
	return effects;
}
