import type { GenericSchema } from 'valibot';

/** What a schema of valibot shows of itself, as far as an example of its input needs it. */
interface Shown {
	readonly type: string;
	readonly entries?: Readonly<Record<string, Shown>>;
	readonly wrapped?: Shown;
	readonly item?: Shown;
	readonly items?: readonly Shown[];
	readonly options?: readonly (Shown | string | number)[];
	readonly literal?: unknown;
	readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/**
 * An input of the schema's shape: named fields from `named`, everything optional left out, every list with one member.
 * Fields of a special form (a date, a code) have to be named.
 */
export function exampleInput(
	schema: GenericSchema,
	named: Readonly<Record<string, unknown>>,
	field = ''
): unknown {
	const shown = schema as unknown as Shown;
	const inner = (part: Shown, name = field) => exampleInput(part as unknown as GenericSchema, named, name);
	if (field in named) return named[field];
	switch (shown.type) {
		case 'object':
		case 'strict_object':
		case 'loose_object':
			return Object.fromEntries(
				Object.entries(shown.entries ?? {}).flatMap(([name, entry]) => {
					const left = (entry.type === 'optional' || entry.type === 'nullish') && !(name in named);
					return left ? [] : [[name, inner(entry, name)]];
				})
			);
		case 'array':
			return [inner(shown.item!, field.replace(/s$/, ''))];
		case 'tuple':
			return shown.items!.map((item) => inner(item));
		case 'record':
			return {};
		case 'nullable':
			return null;
		case 'optional':
		case 'nullish':
			return undefined;
		case 'picklist':
			return shown.options![0];
		case 'literal':
			return shown.literal;
		case 'union':
		case 'variant':
			return inner(shown.options![0] as Shown);
		case 'number':
			return 1;
		case 'boolean':
			return true;
		case 'date':
			return new Date('2030-01-01T00:00:00Z');
		default:
			return 'x1';
	}
}
