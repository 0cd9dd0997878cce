import { searchKey } from '../search-key.ts';
import { placementProblems, UNIT_KINDS, UNIT_LEVELS, type UnitKind, type UnitLevel } from '../unit.ts';
import { changesOf } from './changes.ts';
import type { Mapping } from './columns.ts';
import { dayOf, meaning, rowsOf, textOf, type Row } from './row-reader.ts';
import type { ImportPlan, PlannedRow, Table } from './table.ts';
import { unitFinder, type NamedUnit } from './unit-finder.ts';

export interface UnitDraft {
	readonly code: string;
	readonly name: string;
	readonly shortName: string | null;
	readonly level: UnitLevel;
	readonly kind: UnitKind;
	/** An existing unit, or `row:12` for the unit that line 12 of the same table makes. */
	readonly parentId: string | null;
	readonly validFrom: string | null;
	readonly validTo: string | null;
}

export interface KnownUnit extends UnitDraft, NamedUnit {
	readonly id: string;
}

export interface UnitKnowledge {
	readonly units: readonly KnownUnit[];
	/** The units that the importer may change; null for all. */
	readonly within: ReadonlySet<string> | null;
	/** Where new units go that name no unit above. */
	readonly topId: string | null;
	/** YYYY-MM-DD */
	readonly today: string;
}

const LEVEL_WORDS: readonly (readonly [RegExp, UnitLevel])[] = [
	...UNIT_LEVELS.map((level) => [new RegExp(`^${level}$`), level] as const),
	[/^(trung uong|tw)$/, 'central'],
	[/^(cap )?(tinh|thanh pho|tinh, thanh pho|city)( .*)?$/, 'province'],
	[/^(cap )?(huyen|quan|thi xa)( .*)?$/, 'district'],
	[/^(cap )?(xa|phuong|thi tran|dac khu)( .*)?$/, 'commune'],
	[/^(cap )?(co so|thon|to dan pho|ban|khu)( .*)?$/, 'grassroots']
];
const LEVEL_IN_NAME: readonly (readonly [RegExp, UnitLevel])[] = [
	[/^(trung uong|ban dan van trung uong)/, 'central'],
	[/^(tinh uy|tinh|thanh uy|ubnd tinh|thanh pho)\b/, 'province'],
	[/\b(huyen uy|quan uy|thi uy|huyen|quan|thi xa)\b/, 'district'],
	[/\b(xa|phuong|thi tran|dac khu)\b/, 'commune'],
	[/\b(thon|to dan pho|chi bo|khu pho|ban|xom)\b/, 'grassroots']
];
const KIND_WORDS: readonly (readonly [RegExp, UnitKind])[] = [
	...UNIT_KINDS.map((kind) => [new RegExp(`^${kind}$`), kind] as const),
	[/\b(cong an|quan su|bo doi|quan doi|luc luong vu trang|bien phong|armed)\b/, 'armed-forces'],
	[/\b(mat tran|mttq)\b/, 'front'],
	[/\b(cap uy|tinh uy|thanh uy|quan uy|huyen uy|thi uy|dang uy|dang bo|chi bo)\b/, 'party-committee'],
	[/\b(hoi|doan|lien doan|doan the|cong doan)\b/, 'union'],
	[/\b(truong|hoc vien|dai hoc)\b/, 'school'],
	[/\b(cong ty|doanh nghiep|tap doan|tong cong ty|hop tac xa)\b/, 'enterprise'],
	[/\b(thon|to dan pho|khu pho|khu dan cu|xom|ban lang)\b/, 'community'],
	[/\b(ban|so|phong|co quan|uy ban|ubnd|van phong|chi cuc|trung tam)\b/, 'agency']
];

const FIELDS = ['code', 'name', 'shortName', 'level', 'kind', 'parentId', 'validFrom', 'validTo'] as const;
const ref = (row: number): string => `row:${row}`;
const alike = (text: string): string => text.toLowerCase();

interface Reading {
	readonly row: Row;
	readonly existing: KnownUnit | null;
	readonly code: string | null;
	readonly name: string;
}

/** What a list of units would change, and everything wrong with it at once. Columns that the list does not have, and empty cells, leave a unit as it is. */
export function planUnits(
	table: Table,
	headings: number,
	mapping: Mapping,
	known: UnitKnowledge
): ImportPlan<UnitDraft> {
	const { rows, problems } = rowsOf(table, headings, mapping);
	const byCode = new Map(known.units.map((unit) => [alike(unit.code), unit]));
	const byName = new Map<string, KnownUnit[]>();
	for (const unit of known.units)
		byName.set(alike(unit.name), [...(byName.get(alike(unit.name)) ?? []), unit]);
	const findKnown = unitFinder(known.units, known.today);
	const covered = (unitId: string | null): boolean =>
		known.within === null || (unitId !== null && (unitId.startsWith('row:') || known.within.has(unitId)));

	const seen = new Map<string, Row>();
	const readings: Reading[] = [];
	for (const row of rows) {
		const code = textOf(row, 'code', 40);
		const name = textOf(row, 'name', 200) ?? '';
		const namesakes = byName.get(alike(name)) ?? [];
		const existing = (code ? byCode.get(alike(code)) : namesakes[0]) ?? null;
		if (!name && !existing) row.error('name', 'people_cell_required');
		if (code && !/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u.test(code)) row.error('code', 'people_code_form');
		if (!code && namesakes.length > 1) row.error('name', 'people_cell_many_units', { text: name });
		const own = code ? `code ${alike(code)}` : `name ${alike(name)} ${alike(row.text('parent'))}`;
		const first = seen.get(own);
		if (first) row.error(code ? 'code' : 'name', 'people_cell_twice', { row: first.number });
		else seen.set(own, row);
		if (existing && !covered(existing.id)) row.error(code ? 'code' : 'name', 'people_cell_outside');
		readings.push({ row, existing, code, name: name || (existing?.name ?? '') });
	}

	const inTable = new Map<string, Reading[]>();
	for (const reading of readings) {
		for (const key of new Set([reading.code && alike(reading.code), alike(reading.name)])) {
			if (key) inTable.set(key, [...(inTable.get(key) ?? []), reading]);
		}
	}
	function parentOf({ row, existing }: Reading): string | null {
		const text = row.text('parent');
		if (text === '') return existing ? existing.parentId : known.topId;
		const here = inTable.get(alike(text)) ?? [];
		if (here.length === 1) return here[0]!.existing?.id ?? ref(here[0]!.row.number);
		const found = findKnown(text);
		if (found.kind === 'one') return found.unit.id;
		if (found.kind === 'many' || here.length > 1) row.error('parent', 'people_cell_many_units', { text });
		else {
			const params = { text, suggestion: found.suggestion?.name ?? '' };
			row.error(
				'parent',
				found.suggestion ? 'people_cell_unknown_unit_near' : 'people_cell_unknown_unit',
				params
			);
		}
		return existing?.parentId ?? null;
	}

	const codes = new Set([...byCode.keys(), ...readings.flatMap(({ code }) => (code ? [alike(code)] : []))]);
	function freshCode(name: string): string {
		const slug =
			searchKey(name)
				.replace(/[^a-z0-9]+/g, '-')
				.replace(/^-|-$/g, '')
				.slice(0, 32) || 'don-vi';
		for (let number = 1; ; number++) {
			const code = number === 1 ? slug : `${slug}-${number}`;
			if (codes.has(code)) continue;
			codes.add(code);
			return code;
		}
	}

	const drafts = new Map<string, { reading: Reading; draft: UnitDraft }>();
	for (const reading of readings) {
		const { row, existing, code, name } = reading;
		const levelText = row.text('level');
		const level = levelText
			? meaning(levelText, LEVEL_WORDS)
			: (existing?.level ?? meaning(name, LEVEL_IN_NAME));
		if (!level)
			row.error('level', levelText ? 'people_cell_level' : 'people_cell_required', { text: levelText });
		const kindText = row.text('kind');
		const kind = kindText
			? meaning(kindText, KIND_WORDS)
			: (existing?.kind ?? meaning(name, KIND_WORDS) ?? 'other');
		if (!kind) row.warn('kind', 'people_cell_kind', { text: kindText });
		const parentId = parentOf(reading);
		if (!existing && !covered(parentId)) row.error('parent', 'people_cell_outside');
		if (existing && parentId !== existing.parentId && !covered(parentId))
			row.error('parent', 'people_cell_outside');
		const draft: UnitDraft = {
			code: code ?? existing?.code ?? freshCode(name),
			name,
			shortName: textOf(row, 'shortName', 60) ?? existing?.shortName ?? null,
			level: level ?? 'grassroots',
			kind: kind ?? 'other',
			parentId,
			validFrom: dayOf(row, 'validFrom') ?? existing?.validFrom ?? null,
			validTo: dayOf(row, 'validTo') ?? existing?.validTo ?? null
		};
		drafts.set(existing?.id ?? ref(row.number), { reading, draft });
	}

	const knownById = new Map(known.units.map((unit) => [unit.id, unit]));
	const after = (id: string | null): UnitDraft | null =>
		id === null ? null : (drafts.get(id)?.draft ?? knownById.get(id) ?? null);
	for (const [id, { reading, draft }] of drafts) {
		const above = new Set([id]);
		for (let up = draft.parentId; up !== null; up = after(up)?.parentId ?? null) {
			if (above.has(up)) {
				reading.row.error('parent', 'people_unit_cycle');
				break;
			}
			above.add(up);
		}
		for (const code of placementProblems(draft, after(draft.parentId))) {
			const field =
				{ unit_parent_level: 'parent', unit_predates_parent: 'validFrom' }[code as string] ?? 'validTo';
			reading.row.error(field, `people_${code}`);
		}
	}
	for (const child of known.units) {
		const moved = child.parentId === null ? undefined : drafts.get(child.parentId);
		if (!moved || drafts.has(child.id) || !moved.reading.existing) continue;
		const worse =
			placementProblems(child, moved.draft).length > placementProblems(child, moved.reading.existing).length;
		if (worse) moved.reading.row.error('validTo', 'people_cell_child_outside', { name: child.name });
	}

	const nameOf = (id: string | null): string | null => after(id)?.name ?? null;
	const planned = [...drafts.values()].map(({ reading: { row, existing }, draft }): PlannedRow<UnitDraft> => {
		const changes = existing
			? changesOf(existing, draft, FIELDS).map((change) =>
					change.field === 'parentId'
						? { field: 'parent', before: nameOf(existing.parentId), after: nameOf(draft.parentId) }
						: change
				)
			: [];
		const fate = row.isRefused ? 'refused' : !existing ? 'new' : changes.length > 0 ? 'changed' : 'same';
		return { row: row.number, fate, label: draft.name, id: existing?.id ?? null, facts: draft, changes };
	});
	return { rows: planned, problems };
}
