import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256 } from './chain.ts';

/** Values that are written in at most so many characters are not taken apart further. */
const PIECE = 400;
/** Every list of the sheet is in the chain entry by entry; the others are long and proved as one. */
const WHOLE = ['sheet'];

/**
 * Short hashes of the pieces of a value, by their path: a changed byte is found by the hash of the whole and named by the
 * hash of its piece. A value of more than 400 characters is taken apart into its members.
 */
export function piecesOf(value: unknown, path = ''): Record<string, string> {
	const text = canonicalJson(value);
	if (WHOLE.includes(path) || text.length <= PIECE || typeof value !== 'object' || value === null) {
		return { [path]: sha256(text).slice(0, 16) };
	}
	const members: [string, unknown][] = Array.isArray(value)
		? value.map((member, index) => [`${path}[${index}]`, member])
		: Object.entries(value)
				.filter(([, member]) => member !== undefined)
				.map(([key, member]) => [path === '' ? key : `${path}.${key}`, member]);
	return Object.assign({}, ...members.map(([at, member]) => piecesOf(member, at))) as Record<string, string>;
}
