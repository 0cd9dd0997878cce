import type { Table } from '#lib/server/results/export/tables.ts';
import { momentWords } from '#lib/words/moment.ts';
import type { Receipt, ReceiptHow } from './receipt-query.ts';

interface Words {
	readonly name: string;
	readonly head: readonly string[];
	readonly how: (how: ReceiptHow) => string;
}

/** Receipts as a table of a workbook. */
export const receiptsTable = (list: readonly Receipt[], { name, head, how }: Words): Table => ({
	name,
	head,
	rows: list.map(({ title, unitName, personName, how: way, at }) => [
		...[title, unitName, personName],
		...[how(way), momentWords(at)]
	])
});
