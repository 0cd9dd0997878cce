import { readSheet } from 'read-excel-file/node';
import { delimitedCells } from '#lib/domain/people/import/delimited.ts';
import { legacyEncoding } from '#lib/domain/people/import/legacy-encoding.ts';
import { MOST_ROWS, type Table } from '#lib/domain/people/import/table.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { claimedBytes, unpackedZip, zipEntries } from './unpack-zip.ts';

export const MOST_BYTES = 5 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 120 * 1024 * 1024;
const MOST_COLUMNS = 60;
const LONGEST_CELL = 4_000;
/** What is read of a workbook; pictures and the like are not. */
const READ = /\.(xml|rels)$/i;

const tooLarge = () => new Refusal('too_large', { limit: '5 MB' });

/** A cell as the text that stands in it. Dates become YYYY-MM-DD; formulas have already become their values. */
function cellText(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date) return cell.toISOString().slice(0, 10);
	// Pasted tables carry control characters and joiners that no name has.
	const visible = String(cell).replace(/[\p{Cc}\u200b\ufeff]/gu, (char) =>
		'\t\n\r'.includes(char) ? char : ''
	);
	return visible.normalize('NFC').trim();
}

function whole(rows: readonly (readonly unknown[])[]): Table {
	const table = rows.map((row) => row.map(cellText));
	while (table.length > 0 && table.at(-1)!.every((cell) => cell === '')) table.pop();
	if (table.length === 0) throw new Refusal('people_file_empty');
	if (table.length > MOST_ROWS + 20) throw new Refusal('people_file_rows', { limit: '20.000' });
	const columns = Math.max(...table.map((row) => row.length));
	if (columns > MOST_COLUMNS) throw new Refusal('people_file_columns', { limit: MOST_COLUMNS });
	for (const [index, row] of table.entries()) {
		if (row.some((cell) => cell.length > LONGEST_CELL))
			throw new Refusal('people_file_cell', { row: index + 1 });
	}
	const legacy = legacyEncoding(table.slice(0, 3_000).flat());
	if (legacy) throw new Refusal('people_file_legacy', { encoding: legacy });
	return table.map((row) => [...row, ...Array<string>(columns - row.length).fill('')]);
}

function fromText(text: string): Table {
	const cells = delimitedCells(text);
	if (cells === null) throw new Refusal('people_file_quote');
	return whole(cells);
}

/** A table that was pasted from a spreadsheet or typed. */
export function tableFromText(text: string): Table {
	if (Buffer.byteLength(text) > MOST_BYTES) throw tooLarge();
	if (text.trim() === '') throw new Refusal('people_file_empty');
	return fromText(text);
}

function decoded(bytes: Buffer): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	if (bytes.includes(0)) throw new Refusal('people_file_unknown');
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		const legacy = legacyEncoding(
			bytes
				.toString('latin1')
				.split(/[\r\n,;\t]+/)
				.slice(0, 20_000)
		);
		throw legacy
			? new Refusal('people_file_legacy', { encoding: legacy })
			: new Refusal('people_file_not_unicode');
	}
}

/**
 * The table in an XLSX (its first sheet), CSV or TSV file. Refuses in words what is too large, broken, old (.xls) or
 * not in Unicode. Formulas are taken for the values that the file holds, never computed.
 */
export async function tableFromFile(bytes: Buffer): Promise<Table> {
	if (bytes.length === 0) throw new Refusal('people_file_empty');
	if (bytes.length > MOST_BYTES) throw tooLarge();
	if (bytes.length > 8 && bytes.readUInt32BE(0) === 0xd0cf11e0) throw new Refusal('people_file_xls');
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return fromText(decoded(bytes));
	const entries = zipEntries(bytes)?.filter(({ name }) => READ.test(name));
	if (!entries) throw new Refusal('people_file_broken');
	if (claimedBytes(entries) > MOST_UNPACKED_BYTES) throw tooLarge();
	const plain = await unpackedZip(entries);
	if (!plain) throw new Refusal('people_file_broken');
	const sheet = await readSheet(plain, { trim: false }).catch(() => {
		throw new Refusal('people_file_broken');
	});
	return whole(sheet);
}
