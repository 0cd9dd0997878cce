import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collationKey, nameSortKey } from './collation.ts';
import { searchKey, searchWords } from './search-key.ts';
import { nameParts, writtenName } from './written-name.ts';

const collator = new Intl.Collator('vi');
const sign = (value: number) => Math.sign(value);
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function byCollator(a: string, b: string): number {
	const [left, right] = [nameParts(a), nameParts(b)];
	return (
		collator.compare(left.given, right.given) ||
		collator.compare(left.family, right.family) ||
		collator.compare(left.middle, right.middle)
	);
}

const TRICKY = [
	'Nguyễn Văn An',
	'Nguyễn Văn Ân',
	'Nguyễn Văn Ấn',
	'Nguyễn Văn Ẩn',
	'Nguyễn Thị Ánh',
	'Nguyễn Thị Ảnh',
	'Lê Đức Anh',
	'Lê Dức Anh',
	'lê đức anh',
	'LÊ ĐỨC ANH',
	'Đỗ Thị Hòa',
	'Đỗ Thị Hoà',
	'Đỗ Thị Hoa',
	'Đỗ Thị Hoả',
	'Dỗ Thị Hoạ',
	'Trần Quốc Tuấn',
	'Trần Quốc Tuân',
	'Trần Quốc Tuyên',
	'Trần Quốc Tuyền',
	'Phạm Thị Ước',
	'Phạm Thị Uyên',
	'Phạm Thị Út',
	'Vũ Ơn',
	'Vũ Ổn',
	'Vũ Oanh',
	'Hồ',
	'Hố',
	'A Phủ',
	'Y Moan Ê-nuôl',
	"K'Brơi",
	'H’Hen Niê',
	'Nguyễn Thị Ngọc Anh',
	'Nguyễn Ngọc Anh',
	'Nguyên Ngọc Anh',
	'Ngô Anh',
	'Trần Văn 2',
	'Trần Văn 10',
	'Müller',
	'Zoë',
	'Françoise'
];

describe('the Vietnamese order of names', () => {
	it('gives the same order as the collator of Vietnamese, for every pair of tricky names', () => {
		for (const a of TRICKY)
			for (const b of TRICKY)
				expect({ a, b, order: order(nameSortKey(a), nameSortKey(b)) }).toEqual({
					a,
					b,
					order: sign(byCollator(a, b))
				});
	});

	it('agrees with the collator for any text of Vietnamese letters', () => {
		const letters = [
			...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ'
		];
		const any = fc.constantFrom(
			...letters,
			...letters.map((letter) => letter.toUpperCase()),
			' ',
			'-',
			"'",
			'7'
		);
		const text = fc.array(any, { maxLength: 6 }).map((list) => list.join(''));
		fc.assert(
			fc.property(text, text, (a, b) => {
				expect(order(collationKey(a), collationKey(b))).toBe(sign(collator.compare(a, b)));
			}),
			{ numRuns: 3000 }
		);
	});

	it('E45: takes composed and decomposed letters for the same', () => {
		expect(nameSortKey('Đặng Thị Thuận'.normalize('NFD'))).toBe(nameSortKey('Đặng Thị Thuận'));
	});

	it('sorts by given name before family name', () => {
		const list = ['Vũ Thị An', 'Bùi Văn Bình', 'Đào An', 'Đào Đức An', 'Cao Văn Ẩn'];
		expect([...list].sort((a, b) => order(nameSortKey(a), nameSortKey(b)))).toEqual([
			'Đào An',
			'Đào Đức An',
			'Vũ Thị An',
			'Cao Văn Ẩn',
			'Bùi Văn Bình'
		]);
	});
});

describe('a name as written', () => {
	it('is composed and single-spaced, with its letter case as it was', () => {
		expect(writtenName('  NGUYỄN  thị\u00a0Lan '.normalize('NFD'))).toBe('NGUYỄN thị Lan'.normalize('NFC'));
	});

	it('has family, middle and given parts', () => {
		expect([nameParts('Nguyễn Thị Ngọc Anh'), nameParts('Hồ An'), nameParts('Hồ')]).toEqual([
			{ family: 'Nguyễn', middle: 'Thị Ngọc', given: 'Anh' },
			{ family: 'Hồ', middle: '', given: 'An' },
			{ family: '', middle: '', given: 'Hồ' }
		]);
	});
});

describe('a search without diacritics', () => {
	it('finds names however they were typed', () => {
		expect([
			searchKey('ĐẶNG Thị Thuận'),
			searchKey('Đặng thị  Thuận'.normalize('NFD')),
			searchKey('dang thi thuan')
		]).toEqual(['dang thi thuan', 'dang thi thuan', 'dang thi thuan']);
	});

	it('is a list of words without wildcards', () => {
		expect(searchWords(' 100% Đặng_An ')).toEqual(['100', 'dang', 'an']);
	});
});
