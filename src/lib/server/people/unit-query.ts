import { collationKey } from '#lib/domain/people/collation.ts';
import { searchWords } from '#lib/domain/people/search-key.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

const LIST = {
	id: true,
	code: true,
	name: true,
	shortName: true,
	level: true,
	kind: true,
	parentId: true,
	validFrom: true,
	validTo: true
} as const;

export interface UnitInTree {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly shortName: string | null;
	readonly level: string;
	readonly kind: string;
	readonly parentId: string | null;
	readonly validFrom: string | null;
	readonly validTo: string | null;
	readonly below: number;
}

type Row = Omit<UnitInTree, 'below'> & { _count: { children: number } };

const inTree = (rows: Row[]): UnitInTree[] =>
	rows
		.map(({ _count, ...unit }) => ({
			unit: { ...unit, below: _count.children },
			key: collationKey(unit.name)
		}))
		.sort((a, b) => byCodeUnit(a.key, b.key))
		.map(({ unit }) => unit);

const select = { ...LIST, _count: { select: { children: true } } } as const;

/** The units directly below `parentId` (null: the roots), sorted the Vietnamese way. */
export async function unitsBelow(read: Tx, parentId: string | null): Promise<UnitInTree[]> {
	return inTree(await read.unit.findMany({ where: { parentId }, select }));
}

export async function unitById(read: Tx, id: string): Promise<UnitInTree | null> {
	const row = await read.unit.findUnique({ where: { id }, select });
	return row ? inTree([row])[0]! : null;
}

/** From the root down to the unit itself, for the path above a page. */
export async function unitPath(read: Tx, unitId: string): Promise<{ id: string; name: string }[]> {
	const line = await lineage(read, unitId);
	const rows = await read.unit.findMany({ where: { id: { in: line } }, select: { id: true, name: true } });
	return line.flatMap((id) => rows.find((row) => row.id === id) ?? []).reverse();
}

/** Units whose name or code holds every word of `query`, diacritics or not; the first `take`. */
export async function searchUnits(read: Tx, query: string, take = 50): Promise<UnitInTree[]> {
	const words = searchWords(query);
	if (words.length === 0) return [];
	const where = { AND: words.map((word) => ({ searchKey: { contains: word } })) };
	return inTree(await read.unit.findMany({ where, select, take, orderBy: { searchKey: 'asc' } }));
}

/** Every unit for a select, in the order of the tree, with its depth. */
export async function unitChoices(
	read: Tx,
	within: readonly string[] | null = null
): Promise<{ id: string; name: string; code: string; depth: number }[]> {
	const rows = inTree(await read.unit.findMany({ select }));
	const children = new Map<string | null, UnitInTree[]>();
	for (const unit of rows) children.set(unit.parentId, [...(children.get(unit.parentId) ?? []), unit]);
	const allowed = within && new Set(within);
	const choices: { id: string; name: string; code: string; depth: number }[] = [];
	const visit = (parentId: string | null, depth: number) => {
		for (const { id, name, code } of children.get(parentId) ?? []) {
			const shown = !allowed || allowed.has(id);
			if (shown) choices.push({ id, name, code, depth });
			visit(id, shown ? depth + 1 : depth);
		}
	};
	visit(null, 0);
	return choices;
}
