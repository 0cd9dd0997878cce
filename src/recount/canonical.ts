import { createHash } from 'node:crypto';

/** The one writing of a JSON value that hashes are taken of (RFC 8785): members in UTF-16 order, no spaces. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const members: string[] = [];
	for (const key of Object.keys(value).sort()) {
		const member = (value as Record<string, unknown>)[key];
		if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonical(member)}`);
	}
	return `{${members.join(',')}}`;
}

/** SHA-256 of the canonical writing, in 64 hexadecimal digits. */
export function fingerprint(value: unknown): string {
	return createHash('sha256').update(canonical(value), 'utf8').digest('hex');
}

const LONGEST_PIECE = 400;

/** The pieces of a value by their path, each with the first 16 digits of its fingerprint (docs/rules.md, "Hashes"). */
export function pieces(value: unknown, at = '', found = new Map<string, string>()): Map<string, string> {
	const isSmall = canonical(value).length <= LONGEST_PIECE;
	if (at === 'sheet' || isSmall || typeof value !== 'object' || value === null) {
		return found.set(at, fingerprint(value).slice(0, 16));
	}
	for (const [key, member] of Object.entries(value)) {
		const path = Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`;
		if (member !== undefined) pieces(member, path, found);
	}
	return found;
}

/** Paths of the pieces that are not what was stated of them; only the outermost where one lies in another. */
export function changedPieces(value: unknown, stated: Readonly<Record<string, unknown>>): string[] {
	const now = pieces(value);
	const changed = new Set<string>();
	for (const [at, hash] of Object.entries(stated)) if (now.get(at) !== hash) changed.add(at);
	for (const at of now.keys()) if (!Object.hasOwn(stated, at)) changed.add(at);
	const isWithin = (inner: string, outer: string) =>
		inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
	return [...changed].filter((at) => ![...changed].some((other) => isWithin(at, other)));
}
