import type { FieldChange } from './table.ts';

type Value = string | number | null | undefined;

const shown = (value: Value): string | null =>
	value === null || value === undefined || value === '' ? null : String(value);

/** The fields in which `after` differs from `before`. */
export function changesOf<T extends object>(
	before: T,
	after: T,
	fields: readonly (keyof T & string)[]
): FieldChange[] {
	return fields
		.map((field) => ({ field, before: shown(before[field] as Value), after: shown(after[field] as Value) }))
		.filter((change) => change.before !== change.after);
}
