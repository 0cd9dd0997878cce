import writeExcelFile from 'write-excel-file/node';
import { FIELDS } from '#lib/domain/people/import/columns.ts';
import type { ImportKind } from '#lib/domain/people/import/table.ts';

const EXAMPLES: Record<ImportKind, Readonly<Record<string, string>>> = {
	units: {
		code: 'BD',
		name: 'Đảng ủy phường Ba Đình',
		shortName: 'Ba Đình',
		level: 'Xã',
		kind: 'Cấp ủy',
		parent: 'Thành ủy Hà Nội',
		validFrom: '01/07/2025'
	},
	people: {
		externalCode: 'CB001',
		fullName: 'Nguyễn Thị An',
		unit: 'Đảng ủy phường Ba Đình',
		position: 'Phó Bí thư',
		birthYear: '1980',
		gender: 'Nữ',
		phone: '0912345678'
	},
	teams: {
		code: '01',
		name: 'Đội phường Ba Đình',
		units: 'Đảng ủy phường Ba Đình',
		cluster: 'Cụm 1',
		leader: 'Nguyễn Thị An',
		members: 'Trần Văn Bình; Lê Thị Cúc',
		reserves: 'Phạm Văn Dũng',
		modelTitle: 'Tổ dân vận số',
		contactName: 'Trần Văn Bình',
		contactPhone: '0912345678'
	},
	delegates: {
		externalCode: 'DB001',
		fullName: 'Nguyễn Thị An',
		unit: 'Đảng ủy phường Ba Đình',
		delegation: 'Đảng ủy phường Ba Đình',
		quota: '3',
		title: 'Phó Bí thư',
		role: 'Trưởng đoàn',
		category: 'Đại biểu',
		birthYear: '1980',
		phone: '0912345678',
		note: 'Tham luận'
	}
};
// Parts of a name that a full name replaces: recognised when they come, not asked for.
const NOT_ASKED = new Set(['familyName', 'givenName']);

/** An XLSX file with the headings of a kind of list and one example row. `heading` names a field in the reader's language. */
export async function importTemplate(kind: ImportKind, heading: (field: string) => string): Promise<Buffer> {
	const fields = Object.keys(FIELDS[kind]).filter((field) => !NOT_ASKED.has(field));
	const head = fields.map((field) => ({ value: heading(field), fontWeight: 'bold' as const, type: String }));
	const example = fields.map((field) => ({ value: EXAMPLES[kind][field] ?? '', type: String }));
	return writeExcelFile([head, example], {
		columns: fields.map((field) => ({ width: Math.max(14, (EXAMPLES[kind][field] ?? '').length + 4) })),
		stickyRowsCount: 1
	}).toBuffer();
}
