import writeExcelFile from 'write-excel-file/node';
import { momentWords } from '#lib/words/moment.ts';
import type { Receipt, ReceiptHow } from './receipt-query.ts';

interface Words {
	readonly headings: readonly string[];
	readonly how: (how: ReceiptHow) => string;
}

/** Receipts as an XLSX file. Names are texts whatever they begin with: no cell can become a formula. */
export function receiptsFile(list: readonly Receipt[], { headings, how }: Words): Promise<Buffer> {
	const text = (value: string) => ({ value, type: String });
	const rows = list.map(({ title, unitName, personName, how: way, at }) =>
		[title, unitName ?? '', personName ?? '', how(way), momentWords(at)].map(text)
	);
	const head = headings.map((value) => ({ ...text(value), fontWeight: 'bold' as const }));
	return writeExcelFile([head, ...rows], {
		columns: [{ width: 50 }, { width: 36 }, { width: 28 }, { width: 20 }, { width: 18 }],
		stickyRowsCount: 1
	}).toBuffer();
}
