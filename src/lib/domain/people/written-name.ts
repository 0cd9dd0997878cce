import { legible } from '#lib/domain/shared/legible.ts';

/**
 * A name as its owner writes it, only made comparable: legible, single spaces, none at the ends. Letter case is never
 * changed, because "Nguyễn thị Lan" and "NGUYỄN THỊ LAN" are the writer's choice.
 */
export function writtenName(text: string): string {
	return legible(text).replace(/\s+/gu, ' ').trim();
}

export interface NameParts {
	/** Empty where there is one word only. */
	readonly family: string;
	readonly middle: string;
	readonly given: string;
}

/** Family, middle and given name of a Vietnamese full name: the first word, what is between, the last word. */
export function nameParts(fullName: string): NameParts {
	const words = writtenName(fullName).split(' ');
	const given = words.at(-1) ?? '';
	if (words.length < 2) return { family: '', middle: '', given };
	return { family: words[0]!, middle: words.slice(1, -1).join(' '), given };
}
