const SEPARATORS = ['\t', ';', ',', '|'] as const;

/** The separator that occurs most often in the first lines, outside quotes; a pasted table has tabs. */
function separatorOf(text: string): string {
	const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
	const lines = head.split(/\r?\n/).slice(0, 20);
	const counts = SEPARATORS.map((separator) =>
		lines.reduce((count, line) => count + line.split(separator).length - 1, 0)
	);
	// A tab is never part of a name, so one of them outweighs any number of commas.
	if (counts[0]! > 0) return '\t';
	const most = Math.max(...counts);
	return most === 0 ? ',' : SEPARATORS[counts.indexOf(most)]!;
}

/**
 * The cells of CSV, semicolon-separated or tab-separated text (RFC 4180 quoting, any line ending, a byte order mark
 * and Excel's `sep=` line allowed). A quote that never closes takes the rest of the text into its cell: `null`.
 */
export function delimitedCells(text: string): string[][] | null {
	let body = text.replace(/^\uFEFF/, '');
	const named = /^sep=(.)\r?\n/i.exec(body);
	if (named) body = body.slice(named[0].length);
	const separator = named?.[1] ?? separatorOf(body);
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let quoted = false;
	for (let index = 0; index < body.length; index++) {
		const char = body[index]!;
		if (quoted) {
			if (char !== '"') cell += char;
			else if (body[index + 1] === '"') {
				cell += '"';
				index++;
			} else quoted = false;
		} else if (char === '"' && cell === '') quoted = true;
		else if (char === separator) {
			row.push(cell);
			cell = '';
		} else if (char === '\n' || char === '\r') {
			if (char === '\r' && body[index + 1] === '\n') index++;
			rows.push([...row, cell]);
			row = [];
			cell = '';
		} else cell += char;
	}
	if (quoted) return null;
	if (cell !== '' || row.length > 0) rows.push([...row, cell]);
	return rows;
}
