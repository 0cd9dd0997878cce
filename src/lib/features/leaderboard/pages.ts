/** Which rows a hall's screen shows: as many as can be read from the last row, the others in turn. */
export interface Page {
	/** Index of the first row shown, and of the one after the last. */
	readonly from: number;
	readonly to: number;
}

/** `count` rows in pages of at most `fit`, as even as possible, so that no page shows a single row. */
export function pages(count: number, fit: number): Page[] {
	const wanted = Math.max(1, Math.ceil(count / Math.max(1, fit)));
	const size = Math.ceil(count / wanted);
	return Array.from({ length: wanted }, (_, index) => ({
		from: index * size,
		to: Math.min(count, (index + 1) * size)
	}));
}
