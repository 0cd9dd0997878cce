import { deflateRawSync } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { guessMapping, missingFields } from '#lib/domain/people/import/columns.ts';
import { IMPORT_KINDS } from '#lib/domain/people/import/table.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { importTemplate } from '#lib/server/people/import/template.ts';
import { MOST_BYTES, tableFromFile, tableFromText } from '#lib/server/people/table/read-table.ts';
import { claimedBytes, unpackedZip, zipEntries } from '#lib/server/people/table/unpack-zip.ts';
import { fieldName } from '#lib/words/people.ts';

const refused = async (read: () => unknown) => {
	try {
		return { table: await read() };
	} catch (error) {
		if (error instanceof Refusal) return { code: error.code, params: error.params };
		throw error;
	}
};
const file = (bytes: Buffer | string) => refused(() => tableFromFile(Buffer.from(bytes as string)));
const text = (pasted: string) => refused(() => tableFromText(pasted));

/** One ZIP entry with made-up sizes: what a malicious file looks like before it is unpacked. */
function zipOf(content: Buffer, claimed: number): Buffer {
	const packed = deflateRawSync(content);
	const name = Buffer.from('xl/a.xml');
	const local = Buffer.alloc(30);
	local.writeUInt32LE(0x04034b50, 0);
	local.writeUInt16LE(8, 8);
	local.writeUInt32LE(packed.length, 18);
	local.writeUInt32LE(claimed, 22);
	local.writeUInt16LE(name.length, 26);
	const entry = Buffer.alloc(46);
	entry.writeUInt32LE(0x02014b50, 0);
	entry.writeUInt16LE(8, 10);
	entry.writeUInt32LE(packed.length, 20);
	entry.writeUInt32LE(claimed, 24);
	entry.writeUInt16LE(name.length, 28);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(46 + name.length, 12);
	end.writeUInt32LE(30 + name.length + packed.length, 16);
	return Buffer.concat([local, name, packed, entry, name, end]);
}

describe('a list in a file', () => {
	it('is unpacked to no more bytes than its directory says, whatever stands in it', async () => {
		// Fifty megabytes of nothing in fifty kilobytes, announced as one: they would be gigabytes in a file of five.
		const bomb = zipOf(Buffer.alloc(50_000_000), 1000);
		const LOCAL_FLAGS = 6;
		bomb.writeUInt16LE(8, LOCAL_FLAGS);
		const [entry] = zipEntries(bomb)!;
		expect(claimedBytes([entry!])).toBe(1000);
		const before = process.memoryUsage().arrayBuffers;
		expect(await unpackedZip([entry!])).toBeNull();
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
		const honest = zipEntries(zipOf(Buffer.from('<a/>'), 4))!;
		expect((await unpackedZip(honest))!.includes('<a/>')).toBe(true);
		expect(await unpackedZip(zipEntries(zipOf(Buffer.from('<a/>'), 5))!)).toBeNull();
	});

	it('is read from XLSX with dates, numbers and formulas as the values that stand there', async () => {
		const xlsx = await writeExcelFile(
			[
				[{ value: 'Họ và tên' }, { value: 'Năm sinh' }, { value: 'Từ ngày' }, { value: 'Tổng' }],
				[
					{ value: ' Nguyễn Thị An ' },
					{ value: 1980, type: Number },
					{ value: new Date('2024-10-15T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
					{ value: '=1+1', type: 'Formula' }
				]
			],
			{}
		).toBuffer();
		const { table } = (await file(xlsx)) as { table: string[][] };
		expect(table.map((row) => row.slice(0, 3))).toEqual([
			['Họ và tên', 'Năm sinh', 'Từ ngày'],
			['Nguyễn Thị An', '1980', '2024-10-15']
		]);
		expect(table[1]![3]).not.toContain('2');
	});

	it('is read from CSV in UTF-8 or Excel’s Unicode text, and from a pasted table', async () => {
		const table = [
			['Họ và tên', 'Đơn vị'],
			['Đặng An', 'Ba Đình']
		];
		const tabbed = 'Họ và tên\tĐơn vị\r\nĐặng An\tBa Đình\r\n';
		expect([
			await file('\uFEFFHọ và tên;Đơn vị\nĐặng An;Ba Đình\n\n;\n'),
			await file(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tabbed, 'utf16le')])),
			await text(tabbed),
			await text(tabbed.normalize('NFD'))
		]).toEqual([{ table }, { table }, { table }, { table }]);
	});

	it('is refused in words where it is empty, too large, broken, old or not in Unicode', async () => {
		const latin1 = (line: string) => Buffer.from(line, 'latin1');
		expect({
			empty: await file(''),
			'empty table': await text(' \n\t'),
			large: await file(Buffer.alloc(MOST_BYTES + 1, 0x61)),
			'large text': await text('a'.repeat(MOST_BYTES + 1)),
			'no zip': await file(Buffer.from('PK\u0003\u0004 not a spreadsheet at all, only its first letters')),
			'a zip of something else': await file(zipOf(Buffer.from('<a/>'), 4)),
			'a zip bomb': await file(zipOf(Buffer.alloc(1000), 3_000_000_000)),
			'one that says it is none': await file(zipOf(Buffer.alloc(50_000_000), 1000)),
			'old Excel': await file(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])),
			'a picture': await file(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
			TCVN3: await file(latin1('Hä vµ tªn,§¬n vÞ\nNguyÔn V¨n An,QuËn ñy Ba §×nh\n')),
			'VNI pasted': await text('Hoï vaø teân\tÑôn vò\nNguyeãn Vaên An\tQuaän uûy Ba Ñình'),
			'another encoding': await file(latin1('Name,Unit\nJos\xe9,Caf\xe9\n')),
			'an open quote': await text('Họ và tên,Đơn vị\n"An,Ba Đình'),
			'too many rows': await text('Họ và tên\n' + 'An\n'.repeat(20_100)),
			'too many columns': await text('a\t'.repeat(100)),
			'an endless cell': await text(`Họ và tên\n${'a'.repeat(5_000)}`)
		}).toEqual({
			empty: { code: 'people_file_empty', params: {} },
			'empty table': { code: 'people_file_empty', params: {} },
			large: { code: 'too_large', params: { limit: '5 MB' } },
			'large text': { code: 'too_large', params: { limit: '5 MB' } },
			'no zip': { code: 'people_file_broken', params: {} },
			'a zip of something else': { code: 'people_file_broken', params: {} },
			'a zip bomb': { code: 'too_large', params: { limit: '5 MB' } },
			'one that says it is none': { code: 'people_file_broken', params: {} },
			'old Excel': { code: 'people_file_xls', params: {} },
			'a picture': { code: 'people_file_unknown', params: {} },
			TCVN3: { code: 'people_file_legacy', params: { encoding: 'TCVN3' } },
			'VNI pasted': { code: 'people_file_legacy', params: { encoding: 'VNI' } },
			'another encoding': { code: 'people_file_not_unicode', params: {} },
			'an open quote': { code: 'people_file_quote', params: {} },
			'too many rows': { code: 'people_file_rows', params: { limit: '20.000' } },
			'too many columns': { code: 'people_file_columns', params: { limit: 60 } },
			'an endless cell': { code: 'people_file_cell', params: { row: 2 } }
		});
	});

	it('can be made from a template whose headings are all recognised', async () => {
		for (const kind of IMPORT_KINDS) {
			const table = await tableFromFile(await importTemplate(kind, (field) => fieldName(kind, field)));
			const mapping = guessMapping(kind, table[0]!);
			expect({
				kind,
				unknown: mapping.filter((field) => field === null),
				missing: missingFields(kind, mapping)
			}).toEqual({
				kind,
				unknown: [],
				missing: []
			});
		}
	});
});
