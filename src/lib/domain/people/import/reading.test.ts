import { describe, expect, it } from 'vitest';
import { FIELDS, guessMapping, headingLine, missingFields } from './columns.ts';
import { delimitedCells } from './delimited.ts';
import { legacyEncoding } from './legacy-encoding.ts';
import { nearest } from './nearest.ts';
import { listOf } from './row-reader.ts';
import { IMPORT_KINDS } from './table.ts';

describe('cells of a delimited text', () => {
	it('are parted by the separator that the text uses', () => {
		const cells = [
			['Họ và tên', 'Đơn vị'],
			['Đặng Thị Thuận', 'Ba Đình, Hà Nội']
		];
		expect([
			delimitedCells('Họ và tên,Đơn vị\r\nĐặng Thị Thuận,"Ba Đình, Hà Nội"\r\n'),
			delimitedCells('\uFEFFHọ và tên;Đơn vị\nĐặng Thị Thuận;Ba Đình, Hà Nội'),
			delimitedCells('Họ và tên\tĐơn vị\rĐặng Thị Thuận\tBa Đình, Hà Nội'),
			delimitedCells('sep=|\nHọ và tên|Đơn vị\nĐặng Thị Thuận|Ba Đình, Hà Nội')
		]).toEqual([cells, cells, cells, cells]);
	});

	it('keep doubled quotes, line breaks and empty cells', () => {
		expect(delimitedCells('a,"b ""c""\nd",\n,,')).toEqual([
			['a', 'b "c"\nd', ''],
			['', '', '']
		]);
	});

	it('are refused where a quote never closes', () => {
		expect(delimitedCells('a,"b\nc,d')).toBeNull();
	});
});

describe('headings', () => {
	it('are recognised as offices write them, in Vietnamese and English', () => {
		expect({
			people: guessMapping('people', [
				'STT',
				'HỌ VÀ TÊN (*)',
				'Năm sinh',
				'Chức vụ',
				'Đơn vị công tác',
				'SĐT',
				'Ghi chú'
			]),
			split: guessMapping('people', ['Họ và tên đệm', 'Tên', 'Giới tính']),
			english: guessMapping('people', ['Full name', 'Unit', 'Birth year', 'Phone']),
			units: guessMapping('units', ['Mã', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên']),
			teams: guessMapping('teams', ['TT', 'Tên đội', 'Đơn vị', 'Cụm', 'Thành viên', 'Dự bị', 'Mô hình']),
			longer: guessMapping('people', ['Họ và tên thí sinh viết hoa', 'Đơn vị cử đi'])
		}).toEqual({
			people: [null, 'fullName', 'birthYear', 'position', 'unit', 'phone', null],
			split: ['familyName', 'givenName', 'gender'],
			english: ['fullName', 'unit', 'birthYear', 'phone'],
			units: ['code', 'name', 'level', 'parent'],
			teams: [null, 'name', 'units', 'cluster', 'members', 'reserves', 'modelTitle'],
			longer: ['fullName', 'unit']
		});
	});

	it('fill every field once: the first column that names it wins', () => {
		expect(guessMapping('people', ['Họ tên', 'Họ và tên', 'Đơn vị', 'Đơn vị'])).toEqual([
			'fullName',
			null,
			'unit',
			null
		]);
	});

	it('are found below the office’s name and the title', () => {
		const table = [
			['BAN DÂN VẬN THÀNH ỦY', '', ''],
			['DANH SÁCH ĐỘI THI', '', ''],
			['STT', 'Họ và tên', 'Đơn vị'],
			['1', 'An', 'Ba Đình']
		];
		expect(headingLine('people', table)).toBe(2);
	});

	it('tell which needed field no column fills', () => {
		expect([
			missingFields('people', ['unit', null]),
			missingFields('people', ['familyName', 'givenName']),
			missingFields('teams', ['code', 'cluster'])
		]).toEqual([['fullName'], [], ['name', 'units']]);
	});

	it('have names that no two fields of one kind share, but for parts of a name', () => {
		for (const kind of IMPORT_KINDS) {
			for (const [field, names] of Object.entries(FIELDS[kind])) {
				expect({ kind, field, guessed: guessMapping(kind, [names[0]!]) }).toEqual({
					kind,
					field,
					guessed: [field]
				});
			}
		}
	});
});

describe('a list in an encoding from before Unicode', () => {
	it('is named', () => {
		expect([
			legacyEncoding(['NguyÔn V¨n An', '§Æng ThÞ ThuËn', 'TrÇn Quèc TuÊn']),
			legacyEncoding(['Nguyeãn Vaên An', 'Ñaëng Thò Thuaän', 'Traàn Quoác Tuaán']),
			legacyEncoding([
				'Nguyễn Văn An',
				'Đặng Thị Thuận',
				'Hoàng Quý',
				'Xuân Hoà',
				'Nguyễn Thuý Oanh',
				'Ê-đê'
			]),
			legacyEncoding(['Nguyễn Văn Đoàn', 'Müller Peña', 'Lễ hội “Dân vận khéo” 100 m²']),
			legacyEncoding(['An', 'Binh'])
		]).toEqual(['TCVN3', 'VNI', null, null, null]);
	});
});

describe('an unknown name', () => {
	it('is answered with the one most alike, where one is', () => {
		const units = ['quan uy ba dinh', 'quan uy cau giay', 'huyen uy dong anh'];
		const near = (name: string) => nearest(name, units, (unit) => unit);
		expect([near('quan uy ba dih'), near('ba dinh'), near('so noi vu tinh thanh hoa')]).toEqual([
			'quan uy ba dinh',
			'quan uy ba dinh',
			null
		]);
	});
});

describe('several names in one cell', () => {
	it('are parted by semicolons, lines or numbering, and by commas where nothing else parts them', () => {
		const names = ['Trần Văn Bình', 'Lê Thị Cúc'];
		expect([
			listOf('Trần Văn Bình; Lê Thị Cúc'),
			listOf('1. Trần Văn Bình\n2. Lê Thị Cúc\n'),
			listOf('- Trần Văn Bình\n- Lê Thị Cúc'),
			listOf('Trần Văn Bình, Lê Thị Cúc')
		]).toEqual([names, names, names, names]);
	});
});
