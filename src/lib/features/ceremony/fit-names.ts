import type { CalledLine } from './step-words.ts';

/** How names share the stage of a screen. */
export interface Fit {
	readonly columns: number;
	readonly rows: number;
	/** Letters that have to fit into one line of one column. */
	readonly letters: number;
	/** Lines that the longest name takes. */
	readonly lines: number;
}

const ONE_LINE = 26;
/** Beside its picture a name has two fifths of the width. */
const BESIDE = 14;
/** More pictures than that are too small to know anybody on. */
export const MOST_PICTURES = 6;

const longestOf = (called: readonly Pick<CalledLine, 'name'>[]) =>
	Math.max(10, ...called.map(({ name }) => [...name].length));
// A name breaks between words, so the longer line is longer than half of it.
const broken = (longest: number) => Math.ceil(longest / 2) + 4;

/** Names under their teams' pictures, up to six; a winner stands beside the own picture. */
export function fitPictures(called: readonly Pick<CalledLine, 'name'>[]): Fit {
	const count = called.length;
	const columns = count <= 3 ? count : Math.ceil(count / 2);
	const longest = longestOf(called);
	const lines = longest > (count === 1 ? BESIDE : ONE_LINE / columns) ? 2 : 1;
	return {
		columns,
		rows: Math.ceil(count / columns),
		letters: lines === 1 ? longest : broken(longest),
		lines
	};
}

/** One name stands alone and large; a group of consolation prizes still fits on the screen in columns. */
export function fitNames(called: readonly Pick<CalledLine, 'name'>[]): Fit {
	const columns = called.length > 12 ? 3 : called.length > 4 ? 2 : 1;
	const longest = longestOf(called);
	const lines = columns === 1 && longest <= ONE_LINE ? 1 : longest > ONE_LINE / columns ? 2 : 1;
	return {
		columns,
		rows: Math.ceil(called.length / columns),
		letters: lines === 1 ? longest : broken(longest),
		lines
	};
}
