import { searchKey } from '../search-key.ts';
import { isValidOn } from '../unit.ts';
import { nearest } from './nearest.ts';

export interface NamedUnit {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly shortName: string | null;
	readonly validFrom: string | null;
	readonly validTo: string | null;
}

export type FoundUnit<U> =
	| { readonly kind: 'one'; readonly unit: U }
	| { readonly kind: 'many'; readonly units: readonly U[] }
	/** `suggestion` is the unit whose name is most alike, where one is. */
	| { readonly kind: 'none'; readonly suggestion: U | null };

const SUGGESTIONS_AT_MOST = 300;

function groups<U>(units: readonly U[], keysOf: (unit: U) => (string | null)[]): Map<string, U[]> {
	const map = new Map<string, U[]>();
	for (const unit of units) {
		for (const key of new Set(keysOf(unit))) if (key) map.set(key, [...(map.get(key) ?? []), unit]);
	}
	return map;
}

const exact = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * Finds the unit that a cell means: by code, then by name or short name as written, then without diacritics. Of several
 * with one name those that exist on `today` (YYYY-MM-DD) come first.
 */
export function unitFinder<U extends NamedUnit>(
	units: readonly U[],
	today: string
): (text: string) => FoundUnit<U> {
	const byCode = groups(units, ({ code }) => [exact(code)]);
	const byName = groups(units, ({ name, shortName }) => [exact(name), shortName && exact(shortName)]);
	const byKey = groups(units, ({ name, shortName }) => [searchKey(name), shortName && searchKey(shortName)]);
	const answers = new Map<string, FoundUnit<U>>();
	let suggested = 0;

	function find(text: string): FoundUnit<U> {
		const key = searchKey(text);
		for (const matches of [byCode.get(exact(text)), byName.get(exact(text)), byKey.get(key)]) {
			if (!matches) continue;
			const now = matches.filter((unit) => isValidOn(unit, today));
			const likely = now.length > 0 ? now : matches;
			return likely.length === 1 ? { kind: 'one', unit: likely[0]! } : { kind: 'many', units: likely };
		}
		suggested += 1;
		const suggestion =
			suggested > SUGGESTIONS_AT_MOST ? null : nearest(key, units, ({ name }) => searchKey(name));
		return { kind: 'none', suggestion };
	}

	return (text) => {
		const known = answers.get(text);
		if (known) return known;
		const answer = find(text);
		answers.set(text, answer);
		return answer;
	};
}
