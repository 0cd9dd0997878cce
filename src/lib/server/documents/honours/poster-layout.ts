/** How tall each of some entries is, in points, and where they go on pages with columns of a height. */
export interface Columned {
	/** Indices of each column, of the first page's room first. */
	readonly columns: readonly (readonly number[])[];
	/** Of the tallest column. */
	readonly height: number;
}

const sum = (heights: readonly number[]) => heights.reduce((total, height) => total + height, 0);

/** Entries in columns of about the same height, read down one and then the next. */
function balanced(heights: readonly number[], from: number, to: number, columns: number): Columned {
	const own = heights.slice(from, to);
	const share = sum(own) / columns;
	const made: number[][] = Array.from({ length: columns }, () => []);
	let column = 0;
	let filled = 0;
	own.forEach((height, index) => {
		if (column < columns - 1 && filled > 0 && filled + height / 2 > share) {
			column += 1;
			filled = 0;
		}
		made[column]!.push(from + index);
		filled += height;
	});
	return {
		columns: made,
		height: Math.max(...made.map((indices) => sum(indices.map((at) => heights[at]!))))
	};
}

/**
 * As many entries from `from` on as fit below each other in columns of `room` points, balanced; at least one, where a page
 * has room for no entry at all.
 */
export function fitted(heights: readonly number[], from: number, columns: number, room: number): Columned {
	let last = balanced(heights, from, Math.min(from + 1, heights.length), columns);
	// Halving: two thousand names are not tried one by one.
	let good = from + 1;
	let bad = heights.length + 1;
	while (bad - good > 1) {
		const to = Math.ceil((good + bad) / 2);
		const tried = balanced(heights, from, to, columns);
		if (tried.height > room) bad = to;
		else {
			good = to;
			last = tried;
		}
	}
	return last;
}
