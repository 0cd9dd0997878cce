import type * as v from 'valibot';

/** A JSON Schema (draft 2020-12) document or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

interface Pattern {
	readonly type: string;
	readonly kind: 'schema' | 'validation' | 'transformation' | 'metadata';
	readonly requirement?: unknown;
	readonly pipe?: readonly Pattern[];
	readonly entries?: Readonly<Record<string, Pattern>>;
	readonly item?: Pattern;
	readonly wrapped?: Pattern;
	readonly default?: unknown;
	readonly options?: readonly unknown[];
	readonly literal?: unknown;
}

/**
 * The JSON Schema of what a valibot schema of this project accepts, for people who write files in other tools. Knows the
 * pieces that the project's schemas are made of; another piece is an Error, so that none is published too wide.
 */
export function jsonSchema(schema: v.GenericSchema): JsonSchema {
	return written(schema as unknown as Pattern);
}

function written(pattern: Pattern): JsonSchema {
	if (pattern.pipe) {
		const [base, ...actions] = pattern.pipe;
		const constraints = actions.flatMap((action) => constraint(action, base!.type));
		const own = Object.assign({}, written(base!), ...constraints.slice(0, 1));
		return constraints.length > 1 ? { ...own, allOf: constraints.slice(1) } : own;
	}
	switch (pattern.type) {
		case 'string':
		case 'boolean':
		case 'number':
			return { type: pattern.type };
		case 'literal':
			return { const: pattern.literal };
		case 'picklist':
			return { enum: pattern.options };
		case 'array':
			return { type: 'array', items: written(pattern.item!) };
		case 'nullable':
			return { anyOf: [written(pattern.wrapped!), { type: 'null' }] };
		case 'optional':
			return withDefault(written(pattern.wrapped!), pattern.default);
		case 'strict_object':
			return object(pattern.entries!);
		case 'variant':
		case 'union':
			return { anyOf: pattern.options!.map((option) => written(option as Pattern)) };
		default:
			throw new Error(`no JSON Schema is written for ${pattern.type}`);
	}
}

function object(entries: Readonly<Record<string, Pattern>>): JsonSchema {
	const required = Object.keys(entries).filter((key) => entries[key]!.type !== 'optional');
	return {
		type: 'object',
		properties: Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, written(entry)])),
		...(required.length > 0 ? { required } : {}),
		additionalProperties: false
	};
}

function constraint(action: Pattern, base: string): JsonSchema[] {
	const { requirement } = action;
	switch (action.type) {
		case 'regex':
			return [{ pattern: (requirement as RegExp).source }];
		case 'min_length':
			return [base === 'array' ? { minItems: requirement } : { minLength: requirement }];
		case 'max_length':
			return [base === 'array' ? { maxItems: requirement } : { maxLength: requirement }];
		case 'min_value':
			return [{ minimum: requirement }];
		case 'max_value':
			return [{ maximum: requirement }];
		case 'integer':
			return [{ type: 'integer' }];
		case 'normalize':
		case 'readonly':
			return [];
		default:
			throw new Error(`no JSON Schema is written for ${action.type}`);
	}
}

function withDefault(schema: JsonSchema, value: unknown): JsonSchema {
	return value === undefined ? schema : { ...schema, default: value };
}
