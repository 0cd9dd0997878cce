/** The same shape, but with members that may be assigned: what a form edits. */
export type Loose<T> = T extends readonly (infer Item)[]
	? Loose<Item>[]
	: T extends object
		? { -readonly [Key in keyof T]: Loose<T[Key]> }
		: T;

/** Names whose English was left empty get the Vietnamese text, wherever they stand. */
export function englishFilled(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(englishFilled);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, member]) => [key, englishFilled(member)]);
	const filled = Object.fromEntries(entries) as Record<string, unknown>;
	if (typeof filled.vi === 'string' && filled.en === '') filled.en = filled.vi;
	return filled;
}

/** A key that no item has yet: 'part3'. Keys stay when names change, because marks and ladders refer to them. */
export function freshKey(stem: string, items: readonly { readonly key: string }[]): string {
	let number = items.length + 1;
	while (items.some(({ key }) => key === `${stem}${number}`)) number++;
	return `${stem}${number}`;
}
