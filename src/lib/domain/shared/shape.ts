import * as v from 'valibot';
import type { Problem } from './problem.ts';

/** What can be wrong with the form of data before its meaning is looked at. Each is a message key. */
export const SHAPE_PROBLEMS = [
	'problem_missing',
	'problem_unknown_key',
	'problem_type',
	'problem_not_option',
	'problem_empty',
	'problem_too_few_marks',
	'problem_too_long',
	'problem_too_small',
	'problem_too_large',
	'problem_not_whole',
	'problem_not_key',
	'problem_not_path',
	'problem_not_decimal',
	'problem_not_points',
	'problem_not_positive',
	'problem_not_id',
	'problem_not_json'
] as const;
export type ShapeProblem = (typeof SHAPE_PROBLEMS)[number];

/** `output` is there as soon as every member has its type, even when a text in it is not a number or a key. */
export interface Shape<T> {
	readonly output: T | null;
	readonly problems: readonly Problem<ShapeProblem>[];
}

/** Holds data against a schema and tells every difference at once, with the path written from `at`. */
export function shapeOf<const S extends v.GenericSchema>(
	schema: S,
	json: unknown,
	at = ''
): Shape<v.InferOutput<S>> {
	const result = v.safeParse(schema, json);
	return {
		output: result.typed ? result.output : null,
		problems: (result.issues ?? []).map((issue) => problem(issue, at))
	};
}

/** 'stages' + 0 + 'parts' → 'stages[0].parts'. */
export function pathOf(at: string, ...keys: readonly (string | number)[]): string {
	return keys.reduce<string>(
		(path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
		at
	);
}

function problem(issue: v.BaseIssue<unknown>, at: string): Problem<ShapeProblem> {
	const path = pathOf(at, ...(issue.path ?? []).map((item) => item.key as string | number));
	const params = { expected: issue.expected ?? '', received: clipped(issue.received) };
	if (issue.kind === 'validation') {
		const code = SHAPE_PROBLEMS.find((known) => known === issue.message) ?? 'problem_type';
		const bound = code === 'problem_too_small' || code === 'problem_too_large';
		return {
			path,
			code,
			params: bound ? { ...params, bound: params.expected.replace(/^[<>]=?/, '') } : params
		};
	}
	if (issue.expected === 'never') return { path, code: 'problem_unknown_key', params: {} };
	if (issue.received === 'undefined')
		return { path, code: 'problem_missing', params: { expected: params.expected } };
	const isChoice = issue.type === 'picklist' || issue.type === 'literal' || issue.type === 'variant';
	return { path, code: isChoice ? 'problem_not_option' : 'problem_type', params };
}

function clipped(text: string): string {
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
