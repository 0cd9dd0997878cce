import { writtenName } from '../written-name.ts';
import { changesOf } from './changes.ts';
import type { Mapping } from './columns.ts';
import { meaning, phoneOf, rowsOf, textOf, yearOf, type Row } from './row-reader.ts';
import type { ImportPlan, PlannedRow, Table } from './table.ts';
import { unitFinder, type NamedUnit } from './unit-finder.ts';

export interface PersonDraft {
	readonly fullName: string;
	readonly birthYear: number | null;
	readonly gender: string | null;
	readonly position: string | null;
	readonly unitId: string | null;
	readonly phone: string | null;
	readonly email: string | null;
	readonly externalCode: string | null;
}

export interface KnownPerson extends PersonDraft {
	readonly id: string;
}

export interface PeopleKnowledge {
	readonly units: readonly NamedUnit[];
	readonly people: readonly KnownPerson[];
	/** The units whose people the importer may write; null for all. */
	readonly within: ReadonlySet<string> | null;
	/** The unit of people whose row names none. */
	readonly topId: string | null;
	/** YYYY-MM-DD */
	readonly today: string;
}

const GENDER_WORDS: readonly (readonly [RegExp, 'female' | 'male'])[] = [
	[/^(nu|ba|chi|co|female|f)$/, 'female'],
	[/^(nam|ong|anh|male|m)$/, 'male']
];
const FIELDS = [
	'fullName',
	'birthYear',
	'gender',
	'position',
	'unitId',
	'phone',
	'email',
	'externalCode'
] as const;

function nameOf(row: Row): string {
	const name = row.text('fullName') || writtenName(`${row.text('familyName')} ${row.text('givenName')}`);
	const field = row.has('fullName') ? 'fullName' : 'givenName';
	if (name === '') row.error(field, 'people_cell_required');
	else if (name.length > 120) row.error(field, 'people_cell_too_long', { longest: 120 });
	else if (/\d/.test(name)) row.warn(field, 'people_cell_name_digits');
	return name;
}

/** What a list of people would change. A person is recognised by code, else by name, unit and birth year together. */
export function planPeople(
	table: Table,
	headings: number,
	mapping: Mapping,
	known: PeopleKnowledge
): ImportPlan<PersonDraft> {
	const { rows, problems } = rowsOf(table, headings, mapping);
	const findUnit = unitFinder(known.units, known.today);
	const unitNames = new Map(known.units.map(({ id, name }) => [id, name]));
	const byCode = new Map(
		known.people.flatMap((person) => (person.externalCode ? [[person.externalCode, person]] : []))
	);
	const byName = new Map<string, KnownPerson[]>();
	for (const person of known.people) {
		byName.set(person.fullName, [...(byName.get(person.fullName) ?? []), person]);
	}
	const covered = (unitId: string | null): boolean =>
		known.within === null || (unitId !== null && known.within.has(unitId));

	function unitOf(row: Row): string | null {
		const text = row.text('unit');
		if (text === '') return null;
		const found = findUnit(text);
		if (found.kind === 'one') return found.unit.id;
		if (found.kind === 'many') row.error('unit', 'people_cell_many_units', { text });
		else {
			const params = { text, suggestion: found.suggestion?.name ?? '' };
			const code = found.suggestion ? 'people_cell_no_unit_near' : 'people_cell_no_unit';
			row.warn('unit', code, params);
		}
		return null;
	}

	const seen = new Map<string, { row: Row; facts: string }>();
	const claimed = new Map<string, Row>();
	const planned = rows.map((row): PlannedRow<PersonDraft> => {
		const fullName = nameOf(row);
		const externalCode = textOf(row, 'externalCode', 60);
		const birthYear = yearOf(row, 'birthYear');
		const named = unitOf(row);
		const unitId = named ?? known.topId;
		const sameName = byName.get(fullName) ?? [];
		const namesakes = sameName.filter(
			(person) =>
				person.unitId === unitId &&
				(birthYear === null || person.birthYear === null || person.birthYear === birthYear) &&
				(externalCode === null || person.externalCode === null)
		);
		// Who is outside the importer's units is nothing that a warning may tell.
		const visible = sameName.filter(({ unitId: theirs }) => covered(theirs));
		const existing =
			(externalCode && byCode.get(externalCode)) || (namesakes.length === 1 ? namesakes[0]! : null);
		if (!existing && namesakes.length > 1)
			row.error('fullName', 'people_cell_many_people', { text: fullName });
		else if (!existing && visible.length > 0) {
			const other = visible[0]!;
			row.warn('fullName', 'people_cell_homonym', {
				unit: (other.unitId && unitNames.get(other.unitId)) ?? '–',
				year: other.birthYear ?? '–'
			});
		}

		const genderText = row.text('gender');
		const gender = genderText ? (meaning(genderText, GENDER_WORDS) ?? null) : null;
		if (genderText && !gender) row.warn('gender', 'people_cell_gender', { text: genderText });
		const email = textOf(row, 'email', 200);
		if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) row.error('email', 'people_email');
		const draft: PersonDraft = {
			fullName,
			birthYear: birthYear ?? existing?.birthYear ?? null,
			gender: gender ?? existing?.gender ?? null,
			position: textOf(row, 'position', 200) ?? existing?.position ?? null,
			unitId: named ?? (existing ? existing.unitId : known.topId),
			phone: phoneOf(row, 'phone') ?? existing?.phone ?? null,
			email: email ?? existing?.email ?? null,
			externalCode: externalCode ?? existing?.externalCode ?? null
		};
		if (!covered(draft.unitId) || (existing && !covered(existing.unitId)))
			row.error('unit', 'people_cell_outside');

		const own = externalCode ?? `${fullName}\n${unitId}\n${birthYear}`;
		const facts = JSON.stringify(draft);
		const first = seen.get(own);
		if (!first) seen.set(own, { row, facts });
		else if (first.facts === facts) row.warn(null, 'people_cell_repeated', { row: first.row.number });
		else
			row.error(externalCode ? 'externalCode' : 'fullName', 'people_cell_twice', { row: first.row.number });
		if (existing) {
			const other = claimed.get(existing.id);
			if (other && !first) row.error('fullName', 'people_cell_twice', { row: other.number });
			else if (!other) claimed.set(existing.id, row);
		}

		const changes = (existing ? changesOf<PersonDraft>(existing, draft, FIELDS) : []).map((change) =>
			change.field === 'unitId'
				? {
						field: 'unit',
						before: (change.before && unitNames.get(change.before)) ?? null,
						after: (change.after && unitNames.get(change.after)) ?? null
					}
				: change
		);
		const repeated = first !== undefined && !row.isRefused;
		const fate = row.isRefused
			? 'refused'
			: repeated
				? 'same'
				: !existing
					? 'new'
					: changes.length > 0
						? 'changed'
						: 'same';
		return { row: row.number, fate, label: fullName, id: existing?.id ?? null, facts: draft, changes };
	});
	return { rows: planned, problems };
}
