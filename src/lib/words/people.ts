import { m } from '#lib/paraglide/messages.js';
import { dayWords } from './moment.ts';

const words = m as unknown as Record<string, (() => string) | undefined>;

export function levelName(level: string): string {
	return words[`people_level_${level}`]?.() ?? level;
}

export function kindName(kind: string): string {
	return words[`people_kind_${kind.replace('-', '_')}`]?.() ?? kind;
}

/** "since 01/07/2025, until …" or that it is open-ended. */
export function validityWords({
	validFrom,
	validTo
}: {
	validFrom: string | null;
	validTo: string | null;
}): string {
	const parts = [
		validFrom && m.people_unit_valid_since({ day: dayWords(validFrom) }),
		validTo && m.people_unit_valid_until({ day: dayWords(validTo) })
	].filter(Boolean);
	return parts.join(' ') || m.people_unit_valid_always();
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The heading of a field in a list of units, people or teams. */
export function fieldName(kind: string, field: string): string {
	return words[`people_field_${kind}_${snake(field)}`]?.() ?? field;
}

export function listName(kind: string): string {
	return words[`people_kind_${kind}`]?.() ?? kind;
}

type Params = Readonly<Record<string, string | number>>;
type Sentence = ((params: Params, options?: { locale?: 'vi' | 'en' }) => string) | undefined;

/** What is wrong with a cell of an imported list. */
export function cellProblemWords(
	code: string,
	params: Params,
	options: { locale?: 'vi' | 'en' } = {}
): string {
	const sentences = m as unknown as Record<string, Sentence>;
	return (sentences[code] ?? sentences[`refusal_${code}`])?.(params, options) ?? code;
}

/** A, B … Z, AA …: a column (from 1) as spreadsheets name it. */
export function columnLetter(column: number): string {
	const rest = Math.floor((column - 1) / 26);
	return (rest > 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
