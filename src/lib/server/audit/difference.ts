/** One field of a subject as it was and as it is; null where it was not there. */
export interface FieldDifference {
	readonly field: string;
	readonly before: string | null;
	readonly after: string | null;
}

function parsed(json: string | null): unknown {
	if (json === null) return undefined;
	try {
		return JSON.parse(json);
	} catch {
		return json;
	}
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Marks as the log keeps them: criterion, value, id of the mark. */
function isMarks(
	path: string,
	value: unknown
): value is readonly (readonly [string, string | null, string])[] {
	return path === 'marks' && Array.isArray(value) && value.length > 0 && value.every(Array.isArray);
}

function flat(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
	if (isRecord(value)) {
		for (const [key, inner] of Object.entries(value)) flat(inner, path ? `${path}.${key}` : key, into);
	} else if (isMarks(path, value)) {
		// Under the criterion's own path, where the entry also says what the mark was before.
		for (const [criterion, mark] of value) if (mark !== null) into.set(criterion, mark);
	} else if (Array.isArray(value) && value.some(isRecord)) {
		for (const [index, inner] of value.entries()) flat(inner, `${path}[${index + 1}]`, into);
	} else if (value !== undefined && value !== null) {
		into.set(path, Array.isArray(value) ? value.join(', ') : String(value));
	}
	return into;
}

/** What an entry changed, field by field, from its stored JSON; fields that stayed the same are left out. */
export function difference(before: string | null, after: string | null): FieldDifference[] {
	const was = flat(parsed(before), '', new Map());
	const is = flat(parsed(after), '', new Map());
	return [...new Set([...was.keys(), ...is.keys()])]
		.map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
		.filter((change) => change.before !== change.after);
}
