import type { Locale } from '#lib/words/figure.ts';
import { cellText, type Cell, type Table } from './tables.ts';

const BOM = '\uFEFF';

/** A team named '=HYPERLINK(…)' must stay a name: spreadsheets run text that begins like a formula. */
function harmless(text: string): string {
	return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function field(cell: Cell, locale: Locale): string {
	const text = typeof cell === 'string' ? harmless(cell) : cellText(cell, locale);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 with a byte order mark, without which Excel misreads Vietnamese. */
export function csv({ head, rows }: Table, locale: Locale): string {
	const lines = [head, ...rows].map((row) => row.map((cell) => field(cell, locale)).join(','));
	return `${BOM}${lines.join('\r\n')}\r\n`;
}
