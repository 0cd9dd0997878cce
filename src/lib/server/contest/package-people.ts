import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { nameSortKey } from '#lib/domain/people/collation.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import type { Context } from '#lib/server/command/command.ts';

/**
 * The units of a package: by code or by the same name where there is one, otherwise made, on the lowest level, for
 * somebody to put in place later. Answers the package's id to ours.
 */
export async function importUnits(context: Context, pkg: ContestPackage): Promise<Map<string, string>> {
	const { tx, at } = context;
	const there = await tx.unit.findMany({ select: { id: true, code: true, name: true } });
	const byCode = new Map(there.map(({ id, code }) => [code, id]));
	const ids = new Map<string, string>();
	for (const { id, name } of pkg.units) {
		const namesakes = there.filter((unit) => unit.name === name);
		const known = byCode.get(id) ?? (namesakes.length === 1 ? namesakes[0]!.id : undefined);
		ids.set(id, known ?? context.newId());
	}
	const known = new Set(there.map(({ id }) => id));
	// Parents before children, because a child names its parent's row.
	const waiting = pkg.units.filter(({ id }) => !known.has(ids.get(id)!));
	while (waiting.length > 0) {
		const index = waiting.findIndex(
			({ parentId }) => !parentId || !waiting.some(({ id }) => id === parentId)
		);
		const [unit] = waiting.splice(Math.max(index, 0), 1);
		const { id, name, parentId } = unit!;
		const row = {
			id: ids.get(id)!,
			code: id,
			name,
			level: 'grassroots',
			kind: 'other',
			parentId: parentId ? ids.get(parentId)! : null
		};
		await tx.unit.create({ data: { ...row, searchKey: searchKey(name), createdAt: at } });
		context.audit({ subjectKind: 'unit', subjectId: row.id, after: row });
	}
	return ids;
}

/** One person, found again by id, name and unit, or made. `taken` are people who stand for somebody else already. */
export async function importPerson(
	context: Context,
	person: { readonly id: string | null; readonly fullName: string; readonly unitIds: readonly string[] },
	taken: Set<string>
): Promise<string> {
	const { tx, at } = context;
	const { fullName, unitIds } = person;
	const namesakes = await tx.person.findMany({
		where: { fullName, ...(unitIds.length > 0 ? { unitId: { in: [...unitIds] } } : { unitId: null }) },
		orderBy: { id: 'asc' },
		select: { id: true }
	});
	const free = namesakes.map(({ id }) => id).filter((id) => !taken.has(id));
	const known = free.find((id) => id === person.id) ?? free[0];
	if (known) {
		taken.add(known);
		return known;
	}
	const wanted = person.id !== null && ID_PATTERN.test(person.id) ? person.id : null;
	const isFree =
		wanted !== null && !(await tx.person.findUnique({ where: { id: wanted }, select: { id: true } }));
	const id = isFree ? wanted : context.newId();
	await tx.person.create({
		data: {
			id,
			fullName,
			unitId: unitIds[0] ?? null,
			sortKey: nameSortKey(fullName),
			searchKey: searchKey(fullName),
			createdAt: at
		}
	});
	taken.add(id);
	return id;
}
