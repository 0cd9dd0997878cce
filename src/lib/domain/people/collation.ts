import { nameParts } from './written-name.ts';

// The order of CLDR's collation for `vi`: letters with breve, circumflex and horn are letters of their own; tones
// decide only between words of the same letters, in the order none, grave, hook, tilde, acute, dot; case comes last.
const LETTERS = ' _-–—,;:!?.·\'‘’"“”()[]{}@*/\\&#%•`´^°+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const TONES =
	'\u0332\u0313\u0314\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0327\u0328\u0304';
const SHAPED: Readonly<Record<string, string>> = {
	'a\u0306': 'ă',
	'a\u0302': 'â',
	'e\u0302': 'ê',
	'o\u0302': 'ô',
	'o\u031b': 'ơ',
	'u\u031b': 'ư'
};
const BELOW = new Set(['\u0323', '\u031b', '\u0327', '\u0328']);

const FIRST_LETTER = 0x10;
const UNKNOWN = 0xf0;
const NEXT_LEVEL = '01';
const NEXT_NAME = '00';

const byte = (weight: number): string => weight.toString(16).padStart(2, '0');

interface Weights {
	letters: string;
	tones: string;
	cases: string;
}

function letterWeight(letter: string): string {
	const index = LETTERS.indexOf(letter);
	if (index >= 0) return byte(FIRST_LETTER + index);
	return byte(UNKNOWN) + letter.codePointAt(0)!.toString(16).padStart(6, '0');
}

/** Takes the mark that makes another letter of `base` out of its marks: a + dot + circumflex is â with a dot. */
function shaped(base: string, marks: string[]): string {
	for (const [index, mark] of marks.entries()) {
		const letter = SHAPED[base + mark];
		if (letter && marks.slice(0, index).every((other) => BELOW.has(other))) {
			marks.splice(index, 1);
			return letter;
		}
	}
	return base;
}

function weigh(weights: Weights, cluster: string): void {
	const [first = '', ...marks] = [...cluster];
	const lower = first.toLowerCase();
	weights.letters += letterWeight(shaped(lower, marks));
	weights.tones += byte(2);
	for (const mark of marks)
		weights.tones += byte(3 + (TONES.includes(mark) ? TONES.indexOf(mark) : TONES.length));
	weights.cases += byte(lower === first ? 2 : 3);
}

/**
 * A key in hexadecimal digits whose order, in any database's collation, is that of `Intl.Collator('vi')` for
 * Vietnamese letters, digits and common punctuation. Other scripts follow, by code point.
 */
export function collationKey(text: string): string {
	const weights: Weights = { letters: '', tones: '', cases: '' };
	for (const [cluster] of text.normalize('NFD').matchAll(/\P{M}\p{M}*/gu)) weigh(weights, cluster);
	return weights.letters + NEXT_LEVEL + weights.tones + NEXT_LEVEL + weights.cases;
}

/** Sorts people the Vietnamese way: by given name, then family name, then middle name. */
export function nameSortKey(fullName: string): string {
	const { given, family, middle } = nameParts(fullName);
	return [given, family, middle].map(collationKey).join(NEXT_NAME);
}
