import { rowsOf, textOf, meaning, type Row } from '#lib/domain/people/import/row-reader.ts';
import type { CellProblem, Table } from '#lib/domain/people/import/table.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import type { SubjectKind } from '../award-kind.ts';
import type { WordingField, Words } from '../wording.ts';

type Field = WordingField | 'subject';

/** Headings under which offices send lists for commendation, without diacritics. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
	subject: ['doi tuong', 'loai', 'loai doi tuong', 'phan loai', 'kind', 'recipient kind'],
	honorific: ['danh xung', 'ong/ba', 'ong, ba', 'xung danh', 'honorific'],
	name: [
		...['ten', 'ho va ten', 'ho ten', 'ten tap the', 'ten tap the, ca nhan', 'tap the, ca nhan'],
		...['ten tap the/ca nhan', 'tap the/ca nhan', 'ten don vi, ca nhan', 'ten tap the hoac ca nhan'],
		...['nguoi nhan', 'ten ho gia dinh', 'ho gia dinh', 'tap the', 'ca nhan', 'name', 'recipient']
	],
	position: ['chuc vu', 'chuc danh', 'position', 'title', 'office'],
	unit: ['don vi', 'don vi cong tac', 'co quan', 'noi cong tac', 'phong ban', 'unit', 'organisation'],
	locality: ['dia ban', 'dia chi', 'dia phuong', 'noi o', 'xa, phuong', 'xa/phuong', 'locality', 'address'],
	achievement: ['thanh tich', 'noi dung thanh tich', 'tom tat thanh tich', 'noi dung khen', 'achievement'],
	event: ['hoi thi', 'hoi nghi', 'nhan dip', 'event'],
	prize: ['giai', 'giai thuong', 'dat giai', 'prize'],
	part: ['phan thi', 'part'],
	team: ['doi', 'ten doi', 'doi thi', 'team'],
	period: ['giai doan', 'nam', 'period', 'year']
};

const SUBJECTS: readonly (readonly [RegExp, SubjectKind])[] = [
	[/^(tap the|collective|don vi|to chuc)$/, 'collective'],
	[/^(ca nhan|individual|person)$/, 'individual'],
	[/^(ho|ho gia dinh|household|family)$/, 'household']
];

const HEAD_LINES = 20;
/** Rows are counted under it; nobody misses it. */
const COUNTED = ['stt', 'tt', 'so tt', 'so thu tu', 'no', 'no.', '#'];

const plain = (heading: string): string =>
	searchKey(heading)
		.replace(/[*()[\]:]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

function fieldOf(heading: string): Field | null {
	const key = plain(heading);
	const found = Object.entries(HEADINGS).find(([, names]) => names.includes(key));
	return (found?.[0] as Field | undefined) ?? null;
}

/** Which field each heading means; every field once, the first column that names it wins. */
function mappingOf(headings: readonly string[]): (Field | null)[] {
	const taken = new Set<Field>();
	return headings.map((heading) => {
		const field = fieldOf(heading);
		if (field === null || taken.has(field)) return null;
		taken.add(field);
		return field;
	});
}

/** A recipient as a row of a table says it. */
export interface TableRecipient extends Words {
	/** Of the table, from 1. */
	readonly line: number;
	readonly subject: SubjectKind;
	readonly name: string;
}

export interface ReadRecipients {
	readonly recipients: readonly TableRecipient[];
	readonly problems: readonly CellProblem[];
	/** By column. */
	readonly headings: readonly string[];
	/** Columns that no field of a recipient was found for. */
	readonly unused: readonly string[];
	/** No column holds names: nothing can be read. */
	readonly hasNames: boolean;
	/** Which column holds them, from 1; 0 where none does. */
	readonly nameColumn: number;
}

/** What a cell says of who is honoured; without a column an honorific tells a person, else it is what is said for all. */
function subjectIn(row: Row, otherwise: SubjectKind): SubjectKind {
	const text = row.text('subject');
	if (text === '') return row.text('honorific') === '' ? otherwise : 'individual';
	const subject = meaning(text, SUBJECTS);
	if (!subject) row.error('subject', 'award_cell_subject', { text });
	return subject ?? otherwise;
}

/**
 * The recipients of a table, row by row, with everything that is wrong in it. The line of the first twenty in which most
 * headings are known is the headings'. `otherwise`: who a row is that does not say it.
 */
export function recipientsIn(
	table: Table,
	lengths: Readonly<Record<WordingField, number>>,
	otherwise: SubjectKind
): ReadRecipients {
	let line = 0;
	for (const [index, cells] of table.slice(0, HEAD_LINES).entries()) {
		const known = (at: readonly string[] = []) => mappingOf(at).filter((field) => field !== null).length;
		if (known(cells) > known(table[line])) line = index;
	}
	const headings = table[line] ?? [];
	const mapping = mappingOf(headings);
	const unused = headings.filter(
		(heading, column) => mapping[column] === null && heading !== '' && !COUNTED.includes(plain(heading))
	);
	const nameColumn = mapping.indexOf('name') + 1;
	const read = { headings, unused, nameColumn, hasNames: nameColumn > 0 };
	if (!read.hasNames) return { recipients: [], problems: [], ...read };
	const { rows, problems } = rowsOf(table, line, mapping);
	const seen = new Map<string, number>();
	const recipients = rows.map((row): TableRecipient => {
		const subject = subjectIn(row, otherwise);
		const words = Object.fromEntries(
			(Object.entries(lengths) as [WordingField, number][]).flatMap(([field, longest]) => {
				const text = textOf(row, field, longest);
				return text === null ? [] : [[field, text]];
			})
		) as Words;
		if (!words.name) row.error('name', 'award_cell_name');
		const key = searchKey([subject, words.name, words.unit ?? words.locality].join(' '));
		const before = seen.get(key);
		if (words.name && before !== undefined) row.warn('name', 'award_cell_twice', { row: before });
		else seen.set(key, row.number);
		return { line: row.number, subject, ...words, name: words.name ?? '' };
	});
	return { recipients, problems, ...read };
}
