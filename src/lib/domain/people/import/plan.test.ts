import { describe, expect, it } from 'vitest';
import { guessMapping } from './columns.ts';
import { planPeople, type KnownPerson } from './plan-people.ts';
import { planTeams, type KnownTeam } from './plan-teams.ts';
import { planUnits, type KnownUnit } from './plan-units.ts';
import type { ImportPlan, ImportKind, Table } from './table.ts';

const unit = (id: string, over: Partial<KnownUnit> = {}): KnownUnit => ({
	id,
	code: id,
	name: `Đơn vị ${id}`,
	shortName: null,
	level: 'district',
	kind: 'party-committee',
	parentId: 'HN',
	validFrom: null,
	validTo: null,
	...over
});
const city = unit('HN', { name: 'Thành ủy Hà Nội', level: 'province', parentId: null });
const badinh = unit('BD', { name: 'Quận ủy Ba Đình', validTo: '2025-06-30' });
const caugiay = unit('CG', { name: 'Quận ủy Cầu Giấy', validTo: '2025-06-30' });
const UNITS = [city, badinh, caugiay];
const TODAY = '2024-10-15';

const mapped = (kind: ImportKind, table: Table) => [table, 0, guessMapping(kind, table[0]!)] as const;
const told = (plan: ImportPlan<unknown>) =>
	plan.problems.map(({ severity, row, column, code }) => `${severity} ${row}:${column ?? '-'} ${code}`);
const fates = (plan: ImportPlan<unknown>) => plan.rows.map(({ row, fate }) => `${row} ${fate}`);

const units = (table: Table, over: Partial<Parameters<typeof planUnits>[3]> = {}) =>
	planUnits(...mapped('units', table), { units: UNITS, within: null, topId: null, today: TODAY, ...over });

describe('a list of units', () => {
	it('makes a tree whatever the order of its rows', () => {
		const plan = units([
			['Mã', 'Tên đơn vị', 'Cấp', 'Loại', 'Đơn vị cấp trên', 'Đến ngày'],
			['TB', 'Phường Trúc Bạch', 'Phường', 'Cấp ủy', 'DD', '30/6/2025'],
			['DD', 'Quận ủy Đống Đa', 'Quận', 'Cấp ủy', 'thành ủy hà nội', '30/06/2025']
		]);
		expect(told(plan)).toEqual([]);
		expect(plan.rows.map(({ facts }) => facts)).toEqual([
			{
				code: 'TB',
				name: 'Phường Trúc Bạch',
				shortName: null,
				level: 'commune',
				kind: 'party-committee',
				parentId: 'row:3',
				validFrom: null,
				validTo: '2025-06-30'
			},
			expect.objectContaining({ code: 'DD', parentId: 'HN', level: 'district' })
		]);
	});

	it('tells every problem at once, with row and column', () => {
		const plan = units([
			['Mã', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên', 'Từ ngày', 'Đến ngày'],
			['', '', 'Xã', 'HN', '', ''],
			['A 1', 'Xã A', 'làng xã', 'Quận ủy Ba Đih', '31/2/2024', '30/06/2025'],
			['X', 'Xã X', 'Xã', 'Y', '', ''],
			['Y', 'Xã Y', 'Xã', 'X', '', ''],
			['Z', 'Xã Z', 'Xã', 'HN', '', ''],
			['Z', 'Xã Z bis', 'Xã', 'HN', '', ''],
			['Q', 'Quận Q', 'Quận', 'HN', '', '']
		]);
		expect(new Set(told(plan))).toEqual(
			new Set([
				'error 2:2 people_cell_required',
				'error 3:1 people_code_form',
				'error 3:3 people_cell_level',
				'error 3:4 people_cell_unknown_unit_near',
				'error 3:5 people_cell_day',
				'error 4:4 people_unit_cycle',
				'error 4:4 people_unit_parent_level',
				'error 5:4 people_unit_cycle',
				'error 5:4 people_unit_parent_level',
				'error 7:1 people_cell_twice',
				'error 8:6 people_unit_district_ends'
			])
		);
		expect(fates(plan)).toEqual([
			'2 refused',
			'3 refused',
			'4 refused',
			'5 refused',
			'6 new',
			'7 refused',
			'8 refused'
		]);
		expect(plan.problems.find(({ code }) => code === 'people_cell_unknown_unit_near')?.params).toEqual({
			text: 'Quận ủy Ba Đih',
			suggestion: 'Quận ủy Ba Đình'
		});
	});

	it('shows what a second import changes, and leaves empty cells as they are', () => {
		const plan = units([
			['Mã', 'Tên đơn vị', 'Tên gọi tắt', 'Đơn vị cấp trên'],
			['BD', 'Quận ủy Ba Đình', '', ''],
			['CG', 'Quận ủy Cầu Giấy', 'Cầu Giấy', 'HN']
		]);
		expect(fates(plan)).toEqual(['2 same', '3 changed']);
		expect(plan.rows[1]!.changes).toEqual([{ field: 'shortName', before: null, after: 'Cầu Giấy' }]);
	});

	it('is refused where it reaches outside the importer’s units', () => {
		const plan = units(
			[
				['Mã', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên', 'Đến ngày'],
				['CG', 'Quận ủy Cầu Giấy đổi tên', 'Quận', 'HN', ''],
				['N1', 'Phường Mới', 'Phường', 'CG', '30/06/2025'],
				['N2', 'Phường Mới Hai', 'Phường', '', '30/06/2025']
			],
			{ within: new Set(['BD']), topId: 'BD' }
		);
		expect(told(plan)).toEqual(['error 2:1 people_cell_outside', 'error 3:4 people_cell_outside']);
		expect(fates(plan)).toEqual(['2 refused', '3 refused', '4 new']);
	});

	it('does not end a unit whose own units go on', () => {
		const plan = units(
			[
				['Mã', 'Tên đơn vị', 'Đến ngày'],
				['BD', 'Quận ủy Ba Đình', '31/12/2023']
			],
			{ units: [...UNITS, unit('TB', { level: 'commune', parentId: 'BD', validTo: '2025-06-30' })] }
		);
		expect(told(plan)).toEqual(['error 2:3 people_cell_child_outside']);
	});
});

const person = (id: string, fullName: string, over: Partial<KnownPerson> = {}): KnownPerson => ({
	id,
	fullName,
	birthYear: null,
	gender: null,
	position: null,
	unitId: 'BD',
	phone: null,
	email: null,
	externalCode: null,
	...over
});
const people = (
	table: Table,
	known: readonly KnownPerson[],
	over: Partial<Parameters<typeof planPeople>[3]> = {}
) =>
	planPeople(...mapped('people', table), {
		units: UNITS,
		people: known,
		within: null,
		topId: null,
		today: TODAY,
		...over
	});

describe('a list of people', () => {
	it('reads names in one or two columns, years from dates, and phones that lost their zero', () => {
		const one = people(
			[
				['Họ và tên', 'Ngày sinh', 'Giới tính', 'Đơn vị', 'SĐT'],
				['  NGUYỄN  thị Lan'.normalize('NFD'), '15/3/1975', 'Nữ', 'quan uy ba dinh', '912345678']
			],
			[]
		);
		const two = people(
			[
				['Họ và tên đệm', 'Tên'],
				['Trần Văn', 'Bình']
			],
			[]
		);
		expect([told(one), told(two)]).toEqual([[], []]);
		expect(one.rows[0]!.facts).toEqual({
			fullName: 'NGUYỄN thị Lan',
			birthYear: 1975,
			gender: 'female',
			position: null,
			unitId: 'BD',
			phone: '0912345678',
			email: null,
			externalCode: null
		});
		expect(two.rows[0]!.facts?.fullName).toBe('Trần Văn Bình');
	});

	it('is recognised by code, else by name, unit and birth year', () => {
		const known = [
			person('1', 'Lê An', { externalCode: 'CB1', position: 'Phó ban' }),
			person('2', 'Lê Bình', { birthYear: 1970 }),
			person('3', 'Lê Cúc', { unitId: 'CG' })
		];
		const plan = people(
			[
				['Mã cán bộ', 'Họ và tên', 'Năm sinh', 'Đơn vị', 'Chức vụ'],
				['CB1', 'Lê Thị An', '', 'Ba Đình', 'Trưởng ban'],
				['', 'Lê Bình', '1970', 'Quận ủy Ba Đình', ''],
				['', 'Lê Bình', '1985', 'Quận ủy Ba Đình', ''],
				['', 'Lê Cúc', '', 'Quận ủy Ba Đình', '']
			],
			known
		);
		expect(fates(plan)).toEqual(['2 changed', '3 same', '4 new', '5 new']);
		expect(plan.rows[0]!.changes).toEqual([
			{ field: 'fullName', before: 'Lê An', after: 'Lê Thị An' },
			{ field: 'position', before: 'Phó ban', after: 'Trưởng ban' }
		]);
		expect(told(plan)).toContain('warning 4:2 people_cell_homonym');
		expect(told(plan)).toContain('warning 5:2 people_cell_homonym');
	});

	it('tells errors and warnings with row and column', () => {
		const known = [person('1', 'Lê Hai', { birthYear: 1960 }), person('2', 'Lê Hai', { birthYear: 1961 })];
		const plan = people(
			[
				['Họ và tên', 'Năm sinh', 'Giới tính', 'Đơn vị', 'SĐT', 'Email'],
				['', '1970', '', '', '', ''],
				['Lê Một', '75', 'x', 'Sở Lạ Hoắc', 'không có', 'a@'],
				['Lê Hai', '', '', 'BD', '', ''],
				['Lê Ba', '', '', 'CG', '', ''],
				['Lê Ba', '', '', 'CG', '', ''],
				['Lê Bốn 4', '', '', '', '', '']
			],
			known
		);
		expect(new Set(told(plan))).toEqual(
			new Set([
				'error 2:1 people_cell_required',
				'error 3:2 people_cell_year',
				'warning 3:3 people_cell_gender',
				'warning 3:4 people_cell_no_unit',
				'error 3:5 people_phone',
				'error 3:6 people_email',
				'error 4:1 people_cell_many_people',
				'warning 6:- people_cell_repeated',
				'warning 7:1 people_cell_name_digits'
			])
		);
		expect(fates(plan)).toEqual(['2 refused', '3 refused', '4 refused', '5 new', '6 same', '7 new']);
	});

	it('says nothing of people outside the importer’s units', () => {
		const plan = people(
			[
				['Họ và tên', 'Đơn vị'],
				['Lê Cúc', 'BD'],
				['Lê Dung', 'CG']
			],
			[person('3', 'Lê Cúc', { unitId: 'CG', birthYear: 1959 })],
			{ within: new Set(['BD']), topId: 'BD' }
		);
		expect(told(plan)).toEqual(['error 3:2 people_cell_outside']);
	});
});

const team = (id: string, name: string, over: Partial<KnownTeam> = {}): KnownTeam => ({
	id,
	code: id,
	name,
	clusterId: null,
	modelTitle: null,
	contactName: null,
	contactPhone: null,
	unitIds: ['BD'],
	members: [],
	isLocked: false,
	...over
});
const teams = (table: Table, known: Partial<Parameters<typeof planTeams>[3]> = {}) =>
	planTeams(...mapped('teams', table), {
		units: UNITS,
		clusters: [
			{ id: 'c1', key: 'c1', name: 'Cụm 1' },
			{ id: 'c2', key: 'c2', name: 'Cụm 2' }
		],
		teams: [],
		people: [],
		today: TODAY,
		...known
	});

describe('a list of teams', () => {
	it('makes teams with units, members, reserves, model and cluster', () => {
		const plan = teams(
			[
				['STT', 'Tên đội', 'Đơn vị', 'Cụm', 'Đội trưởng', 'Thành viên', 'Dự bị', 'Mô hình'],
				[
					'1',
					'Đội liên quân',
					'Quận ủy Ba Đình; Quận ủy Cầu Giấy',
					'Cụm 1',
					'Lê An',
					'1. Lê An\n2. Trần Bình (1980)',
					'Vũ Cúc',
					'Tổ dân vận số'
				],
				['2', 'Đội hai', 'Quận ủy Cầu Giấy', '2', '', 'Lê An', '', '']
			],
			{ people: [{ id: 'p1', fullName: 'Lê An', birthYear: null, unitId: 'BD' }] }
		);
		expect(told(plan)).toEqual([]);
		expect(plan.rows.map(({ facts }) => facts)).toEqual([
			{
				code: '01',
				name: 'Đội liên quân',
				clusterId: 'c1',
				modelTitle: 'Tổ dân vận số',
				contactName: null,
				contactPhone: null,
				unitIds: ['BD', 'CG'],
				members: [
					{ personId: 'p1', fullName: 'Lê An', birthYear: null, role: 'leader' },
					{ personId: null, fullName: 'Trần Bình', birthYear: 1980, role: 'member' },
					{ personId: null, fullName: 'Vũ Cúc', birthYear: null, role: 'reserve' }
				]
			},
			expect.objectContaining({
				code: '02',
				clusterId: 'c2',
				unitIds: ['CG'],
				members: [{ personId: null, fullName: 'Lê An', birthYear: null, role: 'member' }]
			})
		]);
	});

	it('keeps a person in one team, also against teams that are there already', () => {
		const p = { id: 'p1', fullName: 'Lê An', birthYear: null, unitId: 'BD' };
		const member = { personId: 'p1', fullName: 'Lê An', birthYear: null, role: 'member' };
		const plan = teams(
			[
				['Mã đội', 'Tên đội', 'Đơn vị', 'Thành viên', 'Dự bị'],
				['A', 'Đội A', 'BD', 'Lê An', ''],
				['B', 'Đội B', 'BD', 'Lê An', ''],
				['C', 'Đội C', 'BD', 'Vũ Cúc', 'Vũ Cúc']
			],
			{ people: [p], teams: [team('Z', 'Đội cũ', { members: [member] })] }
		);
		expect(told(plan)).toEqual([
			'error 3:4 people_cell_in_two_teams',
			'error 4:5 people_cell_member_twice',
			'error 2:4 people_cell_in_team',
			'error 3:4 people_cell_in_team'
		]);
	});

	it('tells an unknown unit or cluster, a team named twice, and a team whose round has opened', () => {
		const plan = teams(
			[
				['Mã đội', 'Tên đội', 'Đơn vị', 'Cụm'],
				['A', 'Đội A', 'Ba Đìn', 'Cụm 9'],
				['A', 'Đội A', '', ''],
				['L', 'Đội khóa đổi tên', 'BD', '']
			],
			{ teams: [team('L', 'Đội khóa', { isLocked: true })] }
		);
		expect(told(plan)).toEqual([
			'error 2:3 people_cell_unknown_unit_near',
			'error 2:4 people_cell_unknown_cluster',
			'error 3:1 people_cell_twice',
			'error 3:3 people_cell_required',
			'error 4:- people_cell_team_locked'
		]);
	});
});
