/** A file that Khéo did not make, or made in another way than this reads. */
export class OtherPdf extends Error {}

/** The first group of a pattern. Throws `OtherPdf` where it stands nowhere. */
export function found(where: string, pattern: RegExp): string {
	const value = pattern.exec(where)?.[1];
	if (value === undefined) throw new OtherPdf(String(pattern));
	return value;
}

/** An issued file's objects by number, and what its trailer says: one table, as pdfkit writes it. Throws `OtherPdf`. */
export function openIssued(issued: Buffer) {
	const whole = issued.toString('latin1');
	const start = Number(found(whole.slice(-40), /startxref\s+(\d+)\s+%%EOF\s*$/));
	const table = whole.slice(start);
	const count = Number(found(table, /^xref\s+0 (\d+)\s/));
	const first = table.indexOf('\n', table.indexOf('\n') + 1) + 1;
	const trailer = found(table, /trailer\s*<<([\s\S]*?)>>\s*startxref/);
	/** A dictionary, with the stream behind it where it has one. */
	const anyObject = (number: number): string => {
		if (number >= count) throw new OtherPdf(`no object ${number}`);
		const at = Number(table.slice(first + number * 20, first + number * 20 + 10));
		return found(
			whole.slice(at, whole.indexOf('endobj', at)),
			new RegExp(`^${number} 0 obj\\s*([\\s\\S]*)$`)
		);
	};
	const object = (number: number): string => found(anyObject(number), /^(<<[\s\S]*>>)\s*$/);
	const root = Number(found(trailer, /\/Root (\d+) 0 R/));
	const tree = Number(found(object(root), /\/Pages (\d+) 0 R/));
	const page = Number(found(object(tree), /\/Kids \[(\d+) 0 R\]/));
	return { start, count, trailer, object, anyObject, root, tree, page };
}
