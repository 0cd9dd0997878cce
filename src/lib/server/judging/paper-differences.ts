export interface PaperDifference {
	readonly criterion: string;
	readonly first: string | null;
	readonly second: string | null;
}

/** The criteria in which two entries of a paper sheet, as stored, differ. */
export function paperDifferences(first: string, second: string): PaperDifference[] {
	const one = JSON.parse(first) as Record<string, string>;
	const two = JSON.parse(second) as Record<string, string>;
	return [...new Set([...Object.keys(one), ...Object.keys(two)])]
		.filter((criterion) => one[criterion] !== two[criterion])
		.map((criterion) => ({ criterion, first: one[criterion] ?? null, second: two[criterion] ?? null }));
}
