import { DELEGATE_ROLES, type DelegateRole } from '#lib/domain/conference/delegation.ts';
import { searchKey } from '../search-key.ts';
import { changesOf } from './changes.ts';
import type { Mapping } from './columns.ts';
import { meaning, phoneOf, rowsOf, textOf, yearOf, type Row } from './row-reader.ts';
import type { CellProblem, ImportPlan, PlannedRow, Table } from './table.ts';
import { unitFinder, type NamedUnit } from './unit-finder.ts';

/** A line of a list of delegates: who comes, in which delegation, and how many it has. */
export interface DelegateDraft {
	/** The unit that sends them. */
	readonly unitId: string;
	/** How many the delegation may send, where the file or the number of its lines says so; null leaves it as it is. */
	readonly quota: number | null;
	/** Null: the line is about the delegation alone. */
	readonly person: {
		/** Somebody on the lists; null is somebody new. */
		readonly id: string | null;
		readonly fullName: string;
		readonly birthYear: number | null;
		readonly phone: string | null;
		readonly unitId: string;
	} | null;
	/** Null: the conference's first. */
	readonly categoryId: string | null;
	/** Null leaves it as it is. */
	readonly role: DelegateRole | null;
	readonly title: string | null;
	readonly note: string | null;
	readonly externalCode: string | null;
}

export interface KnownDelegate {
	readonly id: string;
	readonly personId: string;
	/** The unit of the delegation; null for guests. */
	readonly unitId: string | null;
	readonly fullName: string;
	readonly birthYear: number | null;
	readonly phone: string | null;
	readonly categoryId: string;
	readonly role: DelegateRole;
	readonly title: string | null;
	readonly note: string | null;
	readonly externalCode: string | null;
	/** Another has their place. */
	readonly isReplaced: boolean;
}

export interface DelegatesKnowledge {
	readonly units: readonly NamedUnit[];
	readonly people: readonly {
		readonly id: string;
		readonly fullName: string;
		readonly birthYear: number | null;
		readonly phone: string | null;
		readonly unitId: string | null;
	}[];
	readonly categories: readonly { readonly id: string; readonly name: string }[];
	readonly delegations: readonly { readonly unitId: string; readonly quota: number }[];
	readonly delegates: readonly KnownDelegate[];
	/** YYYY-MM-DD */
	readonly today: string;
}

export const MOST_OF_A_DELEGATION = 500;

const ROLE_WORDS: readonly (readonly [RegExp, DelegateRole])[] = [
	[/^(truong doan|truong|doan truong|head|leader)$/, 'head'],
	[/^(pho truong doan|pho doan|pho|deputy)( (thu )?\d+)?$/, 'deputy'],
	[/^(thanh vien|dai bieu|doan vien|member)$/, 'member']
];

const isRole = (role: string): role is DelegateRole => (DELEGATE_ROLES as readonly string[]).includes(role);

interface Line {
	readonly row: Row;
	readonly draft: DelegateDraft;
	readonly existing: KnownDelegate | null;
	readonly isQuotaWritten: boolean;
}

/**
 * What a list of delegates would change. A delegation is known by its unit; a delegate by the list's code, else by name, unit
 * and year of birth. Somebody in another delegation, two lines about one person and a quota that is passed are errors.
 */
export function planDelegates(
	table: Table,
	headings: number,
	mapping: Mapping,
	known: DelegatesKnowledge
): ImportPlan<DelegateDraft> {
	const { rows, problems } = rowsOf(table, headings, mapping);
	const readLine = lineReader(known);
	const lines = rows.map(readLine);
	for (const check of [refuseTwice, refuseOver]) check(lines, known);
	const missing = missingBefore(lines, known, mapping, headings);
	const drafts = withQuotas(lines, known);
	const planned = drafts.map((line, index) => plannedRow(line, known, lines.slice(0, index)));
	return { rows: planned, problems: [...problems, ...missing] };
}

function lineReader(known: DelegatesKnowledge) {
	const findUnit = unitFinder(known.units, known.today);
	const byCode = new Map(
		known.delegates.flatMap((each) => (each.externalCode ? [[each.externalCode, each]] : []))
	);
	const byPerson = new Map(known.delegates.map((each) => [each.personId, each]));
	const categories = new Map(known.categories.map(({ id, name }) => [searchKey(name), id]));

	/** "Đoàn phường Ba Đình" is the delegation of the ward. */
	function unitNamed(row: Row, field: string): string | null {
		const text = row.text(field);
		const bare = text.replace(/^đoàn\s+(đại biểu\s+)?/iu, '');
		const tries = [text, ...(bare === text ? [] : [bare])].map(findUnit);
		const found = tries.find(({ kind }) => kind === 'one') ?? tries.find(({ kind }) => kind === 'many');
		if (found?.kind === 'one') return found.unit.id;
		if (found?.kind === 'many') row.error(field, 'people_cell_many_units', { text });
		else {
			const suggestion = tries.flatMap((each) => (each.kind === 'none' && each.suggestion) || [])[0];
			if (suggestion) {
				row.error(field, 'people_cell_unknown_unit_near', { text, suggestion: suggestion.name });
			} else row.error(field, 'people_cell_unknown_unit', { text });
		}
		return null;
	}

	function personIn(row: Row, unitId: string, existing: KnownDelegate | null): DelegateDraft['person'] {
		const fullName = textOf(row, 'fullName', 120);
		if (fullName === null) {
			if (row.text('quota') === '') row.error('fullName', 'people_cell_required');
			return null;
		}
		if (/\d/.test(fullName)) row.warn('fullName', 'people_cell_name_digits');
		const birthYear = yearOf(row, 'birthYear');
		const phone = phoneOf(row, 'phone');
		if (existing) {
			if (searchKey(existing.fullName) !== searchKey(fullName)) {
				row.error('fullName', 'people_cell_delegate_other', { name: existing.fullName });
			}
			return {
				...{ id: existing.personId, fullName, unitId },
				...{ birthYear: birthYear ?? existing.birthYear, phone: phone ?? existing.phone }
			};
		}
		const namesakes = known.people.filter(
			(person) =>
				person.unitId === unitId &&
				person.fullName === fullName &&
				(birthYear === null || person.birthYear === null || person.birthYear === birthYear)
		);
		if (namesakes.length > 1) row.error('fullName', 'people_cell_many_people', { text: fullName });
		const person = namesakes.length === 1 ? namesakes[0]! : null;
		return {
			...{ id: person?.id ?? null, fullName, unitId },
			...{ birthYear: birthYear ?? person?.birthYear ?? null, phone: phone ?? person?.phone ?? null }
		};
	}

	return (row: Row): Line => {
		const field = row.text('delegation') === '' ? 'unit' : 'delegation';
		if (row.text(field) === '') {
			row.error(row.has('delegation') ? 'delegation' : 'unit', 'people_cell_required');
		}
		const unitId = row.text(field) === '' ? null : unitNamed(row, field);
		const ownUnit = field === 'delegation' && row.text('unit') !== '' ? unitNamed(row, 'unit') : unitId;
		const externalCode = textOf(row, 'externalCode', 60);
		const coded = (externalCode && byCode.get(externalCode)) || null;
		const person = personIn(row, ownUnit ?? '', coded);
		const existing = coded ?? (person?.id ? (byPerson.get(person.id) ?? null) : null);
		if (existing && existing.unitId !== unitId && unitId !== null) {
			const there = known.units.find(({ id }) => id === existing.unitId);
			row.error('fullName', there ? 'people_cell_delegate_elsewhere' : 'people_cell_delegate_guest', {
				name: existing.fullName,
				unit: there?.name ?? ''
			});
		}
		if (existing?.isReplaced)
			row.warn('fullName', 'people_cell_delegate_replaced', { name: existing.fullName });
		const categoryText = row.text('category');
		const categoryId = categoryText ? (categories.get(searchKey(categoryText)) ?? null) : null;
		if (categoryText && !categoryId) row.error('category', 'people_cell_category', { text: categoryText });
		const roleText = row.text('role');
		const role = roleText ? (meaning(roleText, ROLE_WORDS) ?? null) : null;
		if (roleText && (!role || !isRole(role))) row.warn('role', 'people_cell_role', { text: roleText });
		const draft: DelegateDraft = {
			...{ unitId: unitId ?? '', quota: quotaOf(row), person },
			categoryId: categoryId ?? existing?.categoryId ?? null,
			role,
			title: textOf(row, 'title', 200) ?? existing?.title ?? null,
			note: textOf(row, 'note', 500) ?? existing?.note ?? null,
			externalCode: externalCode ?? existing?.externalCode ?? null
		};
		return { row, draft, existing, isQuotaWritten: draft.quota !== null };
	};
}

function quotaOf(row: Row): number | null {
	const text = row.text('quota');
	if (text === '') return null;
	const quota = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (quota >= 1 && quota <= MOST_OF_A_DELEGATION) return quota;
	row.error('quota', 'people_cell_quota', { text, most: MOST_OF_A_DELEGATION });
	return null;
}

/** Two lines about one person, or with one code. */
function refuseTwice(lines: readonly Line[]): void {
	const seen = new Map<string, Row>();
	for (const { row, draft, existing } of lines) {
		const { person, externalCode } = draft;
		if (!person) continue;
		const own = existing?.id ?? person.id ?? `${person.fullName}\n${person.unitId}\n${person.birthYear}`;
		for (const [key, field] of [
			[`person ${own}`, 'fullName'],
			...(externalCode ? ([[`code ${externalCode}`, 'externalCode']] as const) : [])
		] as const) {
			const first = seen.get(key);
			if (first && first !== row) row.error(field, 'people_cell_twice', { row: first.number });
			else seen.set(key, row);
		}
	}
}

const newOf = (lines: readonly Line[], unitId: string): Line[] =>
	lines.filter(({ draft, existing }) => draft.unitId === unitId && draft.person && !existing);

/** Lines of one delegation that say different quotas, and people beyond the quota. */
function refuseOver(lines: readonly Line[], known: DelegatesKnowledge): void {
	for (const unitId of new Set(lines.map(({ draft }) => draft.unitId))) {
		if (unitId === '') continue;
		const own = lines.filter(({ draft }) => draft.unitId === unitId);
		const written = own.find(({ isQuotaWritten }) => isQuotaWritten);
		for (const { row, draft, isQuotaWritten } of own) {
			if (isQuotaWritten && draft.quota !== written!.draft.quota) {
				row.error('quota', 'people_cell_quota_differs', { row: written!.row.number });
			}
		}
		const quota =
			written?.draft.quota ?? known.delegations.find((each) => each.unitId === unitId)?.quota ?? null;
		if (quota === null) continue;
		const named = known.delegates.filter((each) => each.unitId === unitId && !each.isReplaced).length;
		const surplus = newOf(own, unitId).slice(Math.max(0, quota - named));
		for (const { row } of surplus) row.error('fullName', 'people_cell_over_quota', { quota });
		if (surplus.length === 0 && named > quota) {
			written?.row.error('quota', 'people_cell_quota_below', { quota, named });
		}
	}
}

/** A new delegation without a quota has as many places as lines. */
function withQuotas(lines: readonly Line[], known: DelegatesKnowledge): Line[] {
	const told = new Set<string>();
	return lines.map((line) => {
		const { unitId } = line.draft;
		const isKnown = unitId === '' || known.delegations.some((each) => each.unitId === unitId);
		const written = lines.find(({ draft, isQuotaWritten }) => draft.unitId === unitId && isQuotaWritten);
		const quota = written?.draft.quota ?? (isKnown ? null : newOf(lines, unitId).length);
		if (!isKnown && !written && !told.has(unitId)) {
			told.add(unitId);
			line.row.warn('delegation', 'people_cell_quota_counted', { count: quota ?? 0 });
		}
		return { ...line, draft: { ...line.draft, quota } };
	});
}

/** Of the delegations in the list, those with a code who are not in it any more: they stay, and it is said. */
function missingBefore(
	lines: readonly Line[],
	known: DelegatesKnowledge,
	mapping: Mapping,
	headings: number
): CellProblem[] {
	const column = mapping.indexOf('externalCode');
	if (column < 0) return [];
	const units = new Set(lines.map(({ draft }) => draft.unitId));
	const here = new Set(lines.flatMap(({ existing }) => existing?.id ?? []));
	return known.delegates
		.filter((each) => each.externalCode && !each.isReplaced && each.unitId && units.has(each.unitId))
		.filter(({ id }) => !here.has(id))
		.map(({ fullName, externalCode }) => ({
			...{ severity: 'warning' as const, row: headings + 1, column: column + 1 },
			code: 'people_cell_delegate_missing',
			params: { name: fullName, code: externalCode! }
		}));
}

type Worded = Pick<KnownDelegate, 'fullName' | 'birthYear' | 'phone' | 'title' | 'note' | 'externalCode'> & {
	readonly categoryId: string | null;
	readonly role: DelegateRole | null;
};

function plannedRow(
	{ row, draft, existing }: Line,
	known: DelegatesKnowledge,
	before: readonly Line[]
): PlannedRow<DelegateDraft> {
	const delegation = known.delegations.find(({ unitId }) => unitId === draft.unitId);
	const isFirst = !before.some((line) => line.draft.unitId === draft.unitId);
	const unitName = known.units.find(({ id }) => id === draft.unitId)?.name ?? '';
	const categoryName = (id: string | null) => known.categories.find((each) => each.id === id)?.name ?? null;
	const words = (of: Worded) => ({
		...{ fullName: of.fullName, birthYear: of.birthYear, phone: of.phone, title: of.title },
		...{ category: categoryName(of.categoryId), role: of.role, note: of.note, externalCode: of.externalCode }
	});
	const changes =
		existing && draft.person
			? changesOf(words(existing), words({ ...draft, ...draft.person, role: draft.role ?? existing.role }), [
					'fullName',
					'birthYear',
					'phone',
					'title',
					'category',
					'role',
					'note',
					'externalCode'
				])
			: [];
	const quota =
		isFirst && delegation && draft.quota !== null && draft.quota !== delegation.quota
			? [{ field: 'quota', before: String(delegation.quota), after: String(draft.quota) }]
			: [];
	const all = existing?.isReplaced ? quota : [...changes, ...quota];
	const isNew = draft.person ? !existing : !delegation && isFirst;
	const fate = row.isRefused ? 'refused' : isNew ? 'new' : all.length > 0 ? 'changed' : 'same';
	return {
		...{ row: row.number, fate, id: existing?.id ?? null, facts: draft, changes: all },
		label: draft.person ? `${draft.person.fullName} – ${unitName}` : unitName
	};
}
