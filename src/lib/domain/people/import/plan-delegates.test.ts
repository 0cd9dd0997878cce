import { describe, expect, it } from 'vitest';
import { guessMapping } from './columns.ts';
import { planDelegates, type DelegatesKnowledge, type KnownDelegate } from './plan-delegates.ts';

const unit = (id: string, name: string) => ({
	...{ id, code: id, name, shortName: null, validFrom: null, validTo: null }
});
const delegate = (over: Partial<KnownDelegate>): KnownDelegate => ({
	...{ id: 'd1', personId: 'p1', unitId: 'BD', fullName: 'Nguyễn Văn An', birthYear: 1975, phone: null },
	...{ categoryId: 'c1', role: 'head', title: 'Bí thư', note: null, externalCode: 'DB1', isReplaced: false },
	...over
});
const KNOWN: DelegatesKnowledge = {
	units: [unit('BD', 'Đảng ủy phường Ba Đình'), unit('HK', 'Đảng ủy phường Hoàn Kiếm')],
	people: [
		{ id: 'p1', fullName: 'Nguyễn Văn An', birthYear: 1975, phone: null, unitId: 'BD' },
		{ id: 'p2', fullName: 'Trần Thị Bình', birthYear: 1980, phone: null, unitId: 'BD' },
		{ id: 'p3', fullName: 'Trần Thị Bình', birthYear: 1985, phone: null, unitId: 'BD' }
	],
	categories: [
		{ id: 'c1', name: 'Đại biểu' },
		{ id: 'c2', name: 'Khách mời' }
	],
	delegations: [{ unitId: 'BD', quota: 2 }],
	delegates: [delegate({})],
	today: '2026-11-29'
};
const HEAD = [
	'Mã',
	'Họ và tên',
	'Năm sinh',
	'Đoàn',
	'Chức vụ',
	'SĐT',
	'Chỉ tiêu',
	'Trong đoàn',
	'Diện',
	'Ghi chú'
];
const planned = (rows: readonly (readonly string[])[], known: DelegatesKnowledge = KNOWN) => {
	const table = [HEAD, ...rows];
	const { rows: plans, problems } = planDelegates(table, 0, guessMapping('delegates', HEAD), known);
	return {
		plans,
		fates: plans.map(({ label, fate }) => `${label}: ${fate}`),
		problems: problems.map(({ severity, row, column, code }) => `${severity} ${row}/${column} ${code}`)
	};
};
const BD = 'Đảng ủy phường Ba Đình';

describe('a list of delegates', () => {
	it('has its columns recognised by the headings that offices write', () => {
		expect(
			guessMapping('delegates', ['TT', 'Họ và tên', 'Đơn vị', 'Chức vụ', 'Đoàn', 'SĐT', 'Ghi chú'])
		).toEqual([null, 'fullName', 'unit', 'title', 'delegation', 'phone', 'note']);
	});

	it('tells who is new, who is changed and how, and who stays', () => {
		const { fates, plans, problems } = planned([
			['DB1', 'Nguyễn Văn An', '', BD, 'Phó Bí thư', '', '', '', '', ''],
			[
				'DB2',
				'Trần Thị Bình',
				'1980',
				'đoàn đảng ủy phường ba đình',
				'Chủ tịch',
				'912345678',
				'',
				'Phó đoàn',
				'',
				''
			]
		]);
		expect(fates).toEqual([`Nguyễn Văn An – ${BD}: changed`, `Trần Thị Bình – ${BD}: new`]);
		expect(plans[0]!.changes).toEqual([{ field: 'title', before: 'Bí thư', after: 'Phó Bí thư' }]);
		expect(plans[1]!.facts).toMatchObject({
			person: { id: 'p2', phone: '0912345678' },
			role: 'deputy',
			externalCode: 'DB2'
		});
		expect(problems).toEqual([]);
		const again = planned([['DB1', 'Nguyễn Văn An', '1975', BD, 'Bí thư', '', '', '', '', '']]);
		expect(again.fates).toEqual([`Nguyễn Văn An – ${BD}: same`]);
	});

	it('makes a delegation of a line without a name, and counts the places of one without a quota', () => {
		const { fates, plans, problems } = planned([
			['', '', '', 'Đảng ủy phường Hoàn Kiếm', '', '', '4', '', '', ''],
			['', 'Lê Văn Chín', '', 'Đảng ủy phường Hoàn Kiếm', '', '', '', '', '', '']
		]);
		expect(fates).toEqual(['Đảng ủy phường Hoàn Kiếm: new', 'Lê Văn Chín – Đảng ủy phường Hoàn Kiếm: new']);
		expect(plans.map(({ facts }) => facts!.quota)).toEqual([4, 4]);
		expect(problems).toEqual([]);
		const counted = planned([
			['', 'Lê Văn Chín', '', 'HK', '', '', '', '', '', ''],
			['', 'Đỗ Thị Mười', '', 'HK', '', '', '', '', '', '']
		]);
		expect(counted.plans.map(({ facts }) => facts!.quota)).toEqual([2, 2]);
		expect(counted.problems).toEqual(['warning 2/4 people_cell_quota_counted']);
	});

	it('tells every error by row and column at once', () => {
		const { problems } = planned([
			['', '', '', BD, '', '', '', '', '', ''],
			['', 'Lê Văn Chín', '19x5', '', '', 'abc', '0', '', 'Lạ', ''],
			['', 'Đỗ Thị Mười', '', 'Đảng ủy phường Ba Đinh 2', '', '', '', '', '', ''],
			['', 'Trần Thị Bình', '', BD, '', '', '', '', '', ''],
			['DB1', 'Phạm Văn Khác', '', BD, '', '', '', '', '', ''],
			['', 'Nguyễn Văn An', '1975', 'Đảng ủy phường Hoàn Kiếm', '', '', '1', '', '', '']
		]);
		expect(problems).toEqual([
			'error 2/2 people_cell_required',
			'error 3/4 people_cell_required',
			'error 3/3 people_cell_year',
			'error 3/6 people_phone',
			'error 3/9 people_cell_category',
			'error 3/7 people_cell_quota',
			'error 4/4 people_cell_unknown_unit_near',
			'error 5/2 people_cell_many_people',
			'error 6/2 people_cell_delegate_other'
		]);
	});

	it('refuses one person twice, somebody of another delegation, and one more than the quota', () => {
		const elsewhere = { ...KNOWN, delegates: [delegate({ unitId: 'HK', externalCode: null })] };
		expect(planned([['', 'Nguyễn Văn An', '', BD, '', '', '', '', '', '']], elsewhere).problems).toEqual([
			'error 2/2 people_cell_delegate_elsewhere'
		]);
		expect(
			planned([
				['', 'Lê Văn Chín', '', BD, '', '', '', '', '', ''],
				['', 'Lê Văn Chín', '', BD, '', '', '', '', '', '']
			]).problems
		).toEqual([
			'error 3/2 people_cell_twice',
			'error 3/2 people_cell_over_quota',
			'warning 1/1 people_cell_delegate_missing'
		]);
		expect(
			planned([
				['DB1', 'Nguyễn Văn An', '', BD, '', '', '', '', '', ''],
				['', 'Lê Văn Chín', '', BD, '', '', '', '', '', ''],
				['', 'Đỗ Thị Mười', '', BD, '', '', '', '', '', '']
			]).problems
		).toEqual(['error 4/2 people_cell_over_quota']);
	});

	it('says who was in it before by code and is not any more, and leaves them', () => {
		const { problems, fates } = planned([['DB9', 'Lê Văn Chín', '', BD, '', '', '', '', '', '']]);
		expect(problems).toEqual(['warning 1/1 people_cell_delegate_missing']);
		expect(fates).toEqual([`Lê Văn Chín – ${BD}: new`]);
	});

	it('changes nothing of somebody who was replaced', () => {
		const known = { ...KNOWN, delegates: [delegate({ isReplaced: true })] };
		const { fates, problems } = planned(
			[['DB1', 'Nguyễn Văn An', '', BD, 'Khác', '', '', '', '', '']],
			known
		);
		expect(fates).toEqual([`Nguyễn Văn An – ${BD}: same`]);
		expect(problems).toEqual(['warning 2/2 people_cell_delegate_replaced']);
	});
});
