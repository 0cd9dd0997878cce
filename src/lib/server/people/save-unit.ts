import * as v from 'valibot';
import type { Scope } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { placementProblems, UNIT_KINDS, UNIT_LEVELS, type UnitPlace } from '#lib/domain/people/unit.ts';
import { writtenName } from '#lib/domain/people/written-name.ts';
import { command } from '#lib/server/command/command.ts';
import { movedRostersOf } from '#lib/server/conference/roster-rev.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import { lineage, unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { OptionalDay, OptionalId, OptionalText, RequiredText } from './fields.ts';

const FIELD_OF = {
	unit_ends_before_start: 'validTo',
	unit_district_ends: 'validTo',
	unit_parent_level: 'parentId',
	unit_outlives_parent: 'validTo',
	unit_predates_parent: 'validFrom'
} as const;

const asPlace = (unit: { level: string; kind: string; validFrom: string | null; validTo: string | null }) =>
	unit as UnitPlace;

/** Units directly below that would no longer fit once their parent is as `place` says. */
async function misfits(tx: Tx, unitId: string, place: UnitPlace): Promise<string[]> {
	const children = await tx.unit.findMany({ where: { parentId: unitId } });
	return children
		.filter((child) => placementProblems(asPlace(child), place).length > 0)
		.map(({ name }) => name);
}

/** Adds a unit to the tree, or changes one. */
export const saveUnit = command({
	action: 'unit.save',
	input: v.object({
		unitId: OptionalId,
		code: v.pipe(RequiredText(40), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u, 'people_code_form')),
		name: RequiredText(200),
		shortName: OptionalText(60),
		level: v.picklist(UNIT_LEVELS, 'field_required'),
		kind: v.picklist(UNIT_KINDS, 'field_required'),
		parentId: OptionalId,
		validFrom: OptionalDay,
		validTo: OptionalDay
	}),
	async scope(tx, { unitId, parentId }): Promise<Scope> {
		if (unitId) return unitScope(tx, unitId);
		return parentId ? unitScope(tx, parentId) : {};
	},
	async run(context, { unitId, ...typed }) {
		const { tx, actor, at, newId, audit } = context;
		const facts = { ...typed, name: writtenName(typed.name), code: typed.code.normalize('NFC') };
		const fields: FieldProblem[] = [];
		const parent = facts.parentId ? await tx.unit.findUnique({ where: { id: facts.parentId } }) : null;
		if (facts.parentId && !parent) fields.push({ field: 'parentId', code: 'not_found' });
		for (const code of placementProblems(facts, parent && asPlace(parent))) {
			fields.push({ field: FIELD_OF[code], code: `people_${code}` });
		}
		const twin = await tx.unit.findUnique({ where: { code: facts.code } });
		if (twin && twin.id !== unitId) {
			fields.push({ field: 'code', code: 'people_code_taken', params: { name: twin.name } });
		}
		const before = unitId ? await tx.unit.findUniqueOrThrow({ where: { id: unitId } }) : null;
		if (before && before.parentId !== facts.parentId) {
			const above = facts.parentId ? await lineage(tx, facts.parentId) : [];
			if (!may(actor, 'unit.save', { unitIds: above })) throw new Refusal('forbidden');
			if (above.includes(before.id)) fields.push({ field: 'parentId', code: 'people_unit_cycle' });
		}
		if (before) {
			const below = await misfits(tx, before.id, facts);
			if (below.length > 0) {
				const params = { count: below.length, first: below[0]! };
				fields.push({ field: 'validTo', code: 'people_unit_children_outside', params });
			}
		}
		if (fields.length > 0) throw new Refusal('invalid', {}, fields);
		const data = { ...facts, searchKey: unitSearchKey(facts) };
		const id = before?.id ?? newId();
		if (before) await tx.unit.update({ where: { id }, data });
		else await tx.unit.create({ data: { id, ...data, createdAt: at } });
		audit({
			subjectKind: 'unit',
			subjectId: id,
			before: before ? unitFacts(before) : undefined,
			after: facts
		});
		if (before && before.name !== facts.name) await movedRostersOf(context, { unitId: id });
		return { unitId: id };
	}
});

export interface UnitFacts {
	readonly code: string;
	readonly name: string;
	readonly shortName: string | null;
	readonly level: string;
	readonly kind: string;
	readonly parentId: string | null;
	readonly validFrom: string | null;
	readonly validTo: string | null;
}

/** What of a unit can be changed, and so what the audit log shows. */
export function unitFacts(unit: UnitFacts): UnitFacts {
	const { code, name, shortName, level, kind, parentId, validFrom, validTo } = unit;
	return { code, name, shortName, level, kind, parentId, validFrom, validTo };
}

export function unitSearchKey({
	name,
	shortName,
	code
}: Pick<UnitFacts, 'name' | 'shortName' | 'code'>): string {
	return searchKey([name, shortName ?? '', code].join(' '));
}
