import { searchKey } from '../search-key.ts';
import type { ImportKind, Table } from './table.ts';

/** Fields of each kind of list, with the headings under which offices send them, without diacritics. */
export const FIELDS = {
	units: {
		code: ['ma', 'ma don vi', 'ma dv', 'ky hieu', 'code', 'unit code'],
		name: ['ten', 'ten don vi', 'don vi', 'ten co quan', 'name', 'unit', 'unit name'],
		shortName: ['ten goi tat', 'ten viet tat', 'viet tat', 'ten tat', 'short name'],
		level: ['cap', 'cap don vi', 'level'],
		kind: ['loai', 'loai hinh', 'loai don vi', 'khoi', 'kind', 'type'],
		parent: ['don vi cap tren', 'cap tren', 'truc thuoc', 'don vi chu quan', 'thuoc', 'parent', 'unit above'],
		validFrom: ['tu ngay', 'ngay thanh lap', 'hieu luc tu', 'valid from', 'from'],
		validTo: ['den ngay', 'den het ngay', 'hieu luc den', 'valid to', 'to']
	},
	people: {
		externalCode: ['ma', 'ma can bo', 'ma so', 'ma nhan vien', 'so hieu', 'so the', 'code', 'personal code'],
		fullName: ['ho va ten', 'ho ten', 'ho va ten day du', 'ten day du', 'ho, ten', 'full name', 'name'],
		familyName: ['ho', 'ho dem', 'ho va dem', 'ho va ten dem', 'ho va chu dem', 'family name', 'last name'],
		givenName: ['ten', 'given name', 'first name'],
		unit: ['don vi', 'don vi cong tac', 'co quan', 'noi cong tac', 'ten don vi', 'unit', 'organisation'],
		position: ['chuc vu', 'chuc danh', 'vi tri', 'position', 'title'],
		birthYear: [
			'nam sinh',
			'ngay sinh',
			'ngay thang nam sinh',
			'ngay, thang, nam sinh',
			'birth year',
			'born',
			'birth date'
		],
		gender: ['gioi tinh', 'gioi', 'nam/nu', 'gender', 'sex'],
		phone: ['sdt', 'so dt', 'so dien thoai', 'dien thoai', 'dt', 'di dong', 'phone', 'mobile'],
		email: ['email', 'e-mail', 'thu dien tu', 'hop thu']
	},
	teams: {
		code: ['ma', 'ma doi', 'so hieu', 'code', 'team code'],
		name: ['ten', 'ten doi', 'doi', 'doi thi', 'ten doi thi', 'team', 'team name', 'name'],
		units: ['don vi', 'cac don vi', 'don vi du thi', 'don vi cu', 'unit', 'units'],
		cluster: ['cum', 'cum thi', 'cum thi dua', 'bang', 'bang dau', 'cluster'],
		leader: ['doi truong', 'truong doan', 'truong doi', 'leader', 'captain'],
		members: ['thanh vien', 'cac thanh vien', 'danh sach thanh vien', 'thi sinh', 'doi vien', 'members'],
		reserves: ['du bi', 'thanh vien du bi', 'reserves', 'reserve'],
		modelTitle: ['mo hinh', 'ten mo hinh', 'mo hinh trinh bay', 'tieu pham', 'model'],
		contactName: ['nguoi lien he', 'dau moi', 'can bo dau moi', 'contact'],
		contactPhone: [
			'sdt',
			'so dien thoai',
			'dien thoai',
			'sdt lien he',
			'dien thoai lien he',
			'phone',
			'contact phone'
		]
	},
	delegates: {
		externalCode: ['ma', 'ma so', 'ma dai bieu', 'ma can bo', 'so hieu', 'code', 'external code'],
		fullName: ['ho va ten', 'ho ten', 'ten dai bieu', 'dai bieu', 'full name', 'name', 'delegate'],
		unit: ['don vi', 'don vi cong tac', 'co quan', 'noi cong tac', 'unit', 'organisation'],
		delegation: ['doan', 'doan dai bieu', 'ten doan', 'don vi cu', 'delegation'],
		quota: ['chi tieu', 'so luong', 'so nguoi', 'so dai bieu', 'quota', 'places'],
		title: ['chuc vu', 'chuc danh', 'position', 'title', 'office'],
		role: ['trong doan', 'vai tro', 'nhiem vu trong doan', 'role'],
		category: ['dien', 'dien dai bieu', 'thanh phan', 'category'],
		birthYear: ['nam sinh', 'ngay sinh', 'ngay thang nam sinh', 'birth year', 'born'],
		phone: ['sdt', 'so dt', 'so dien thoai', 'dien thoai', 'dt', 'di dong', 'phone', 'mobile'],
		note: ['ghi chu', 'note', 'notes', 'remark']
	}
} as const satisfies Record<ImportKind, Record<string, readonly string[]>>;

export type Field<Kind extends ImportKind> = keyof (typeof FIELDS)[Kind] & string;

/** For each column the field it fills, or null where it is left out. */
export type Mapping = readonly (string | null)[];

/** Headings that say that rows are counted, not what they are. */
const HEAD_LINES = 20;

const plain = (heading: string): string =>
	searchKey(heading)
		.replace(/[*()[\]:]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

function fieldsNamed(kind: ImportKind, heading: string): string[] {
	const key = plain(heading);
	return Object.entries(FIELDS[kind]).flatMap(([field, names]) =>
		(names as readonly string[]).includes(key) ? [field] : []
	);
}

/** A heading with more words than we know, such as "Họ và tên thí sinh (viết hoa)": the longest known beginning counts. */
function fieldBegun(kind: ImportKind, heading: string): string | null {
	const key = plain(heading);
	let best: { field: string; length: number } | null = null;
	for (const [field, names] of Object.entries(FIELDS[kind])) {
		for (const name of names as readonly string[]) {
			if (name.length < 5 || !key.startsWith(`${name} `)) continue;
			if (!best || name.length > best.length) best = { field, length: name.length };
		}
	}
	return best?.field ?? null;
}

/** Which field each heading means, in Vietnamese or English; every field once, the first column that names it wins. */
export function guessMapping(kind: ImportKind, headings: readonly string[]): (string | null)[] {
	const taken = new Set<string>();
	const take = (field: string | null | undefined): string | null => {
		if (!field || taken.has(field)) return null;
		taken.add(field);
		return field;
	};
	const exact = headings.map((heading) =>
		take(fieldsNamed(kind, heading).find((field) => !taken.has(field)))
	);
	return exact.map((field, column) => field ?? take(fieldBegun(kind, headings[column] ?? '')));
}

/**
 * The line (from 0) that holds the headings: the one among the first twenty in which most columns are recognised, since
 * Vietnamese lists begin with the office's name and a title. Line 0 where none is.
 */
export function headingLine(kind: ImportKind, table: Table): number {
	let best = { line: 0, known: 0 };
	for (const [line, cells] of table.slice(0, HEAD_LINES).entries()) {
		const known = guessMapping(kind, cells).filter((field) => field !== null).length;
		if (known > best.known) best = { line, known };
	}
	return best.line;
}

export const REQUIRED = {
	units: [['name']],
	people: [['fullName', 'givenName']],
	teams: [['name'], ['units']],
	delegates: [['delegation', 'unit']]
} as const satisfies Record<ImportKind, readonly (readonly string[])[]>;

/** Fields without which a list of this kind cannot be read; of several, the first is named. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
	return REQUIRED[kind].flatMap((anyOf: readonly string[]) =>
		anyOf.some((field) => mapping.includes(field)) ? [] : [anyOf[0]!]
	);
}
