/** What a bank holds: questions with options of which one is right, or situations that judges mark. */
export const BANK_KINDS = ['choice', 'situation'] as const;
export type BankKind = (typeof BANK_KINDS)[number];

export const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 6;
/** Letters of one option. */
export const LONGEST_OPTION = 1000;

/** A question under the number of its packet; a situation has no options and no answer. */
export interface Question {
	readonly number: number;
	readonly text: string;
	readonly options: readonly string[];
	/** Index of the right option, from 0. */
	readonly answer: number | null;
	/** For the jury. */
	readonly notes: string;
}

/** 0 → 'A'. */
export function letterOf(index: number): string {
	return String.fromCharCode(65 + index);
}

/** 'b', 'B.', '2' → 1; null where it names none of the first `count` options. */
export function optionNamed(typed: string, count: number): number | null {
	const text = typed.trim().replace(/[.)]$/, '').toUpperCase();
	const index = /^[A-F]$/.test(text) ? text.charCodeAt(0) - 65 : /^[1-6]$/.test(text) ? Number(text) - 1 : -1;
	return index >= 0 && index < count ? index : null;
}
