import { SUBJECT_KINDS, type SubjectKind } from './award-kind.ts';
import { unbroken } from './fit-text.ts';

/** What stands in for a recipient's own words in a template: '{name}', '{honorific}' ... */
export const WORDING_FIELDS = [
	'honorific',
	'name',
	'position',
	'unit',
	'locality',
	'achievement',
	'event',
	'prize',
	'part',
	'team',
	'period'
] as const;
export type WordingField = (typeof WORDING_FIELDS)[number];
export type Words = Partial<Readonly<Record<WordingField, string>>>;

/** The lines that a certificate says of its recipient, as templates; a second language stands below, smaller. */
export interface Wording {
	readonly recipient: string;
	/** Office and unit of a person, place of a collective; may come out empty. */
	readonly place: string;
	readonly achievement: string;
}

export type WordingSet = Readonly<Record<SubjectKind, Wording>>;

const FIELD = /\{([a-z]+)\}/gu;

/** Names in braces that no recipient has. */
export function unknownFields(set: WordingSet): string[] {
	const all = SUBJECT_KINDS.flatMap((kind) => Object.values(set[kind]) as string[]);
	const named = all.flatMap((template) => [...template.matchAll(FIELD)].map(([, field]) => field!));
	return [...new Set(named)].filter((field) => !WORDING_FIELDS.some((known) => known === field));
}

/** Every field that a template has a place for, in the order of its lines. */
export function askedFields(wording: Wording): WordingField[] {
	const asked = (Object.values(wording) as string[]).flatMap((template) =>
		[...template.matchAll(FIELD)].map(([, field]) => field as WordingField)
	);
	return [...new Set(asked)];
}

/** Every field that a template asks for and a recipient leaves empty. */
export function missingFields(
	wording: Wording,
	words: Words,
	optional: readonly WordingField[] = []
): WordingField[] {
	return askedFields(wording).filter((field) => !optional.includes(field) && !words[field]?.trim());
}

/** One line with a recipient's words in it. What a recipient does not have leaves no comma and no space behind. */
export function fillLine(template: string, words: Words): string {
	const filled = template.replace(FIELD, (_, field: WordingField) => words[field]?.trim() ?? '');
	return filled
		.normalize('NFC')
		.replace(/[ \t\r\n]+/gu, ' ')
		.replace(/\s*,(?:\s*,)+/gu, ',')
		.replace(/[\s,]+(?=\.|$)/gu, '')
		.replace(/^[\s,]+|[\s,]+$/gu, '');
}

/** The lines of one certificate. A person's name is never torn apart, and stays with what they are called. */
export function linesOf(wording: Wording, subject: SubjectKind, words: Words): Wording {
	const isPerson = subject !== 'collective';
	const own: Words = isPerson && words.name ? { ...words, name: unbroken(words.name) } : words;
	const recipient = fillLine(wording.recipient.replace('{honorific} {name}', '{honorific}\u00a0{name}'), own);
	return {
		recipient: isPerson ? recipient : recipient.replace(/\u00a0/gu, ' '),
		place: fillLine(wording.place, own),
		achievement: ended(fillLine(wording.achievement, own))
	};
}

/** An achievement is a sentence. */
const ended = (line: string): string => (line === '' || /[.!?…]$/u.test(line) ? line : `${line}.`);

/** 'ngày 05 tháng 02 năm 2026': days below ten and the first two months have two figures, so that nothing can be put before them. */
export function dateInWords(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	const shown = (figure: number, below: number) => (figure < below ? `0${figure}` : String(figure));
	return `ngày ${shown(date!, 10)} tháng ${shown(month!, 3)} năm ${year}`;
}

/** 'Lai Châu, ngày 15 tháng 10 năm 2025'. */
export const placeAndDate = (place: string, day: string): string => `${place.trim()}, ${dateInWords(day)}`;
