import { byCodeUnit } from './order.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one byte-for-byte writing of a JSON value (RFC 8785: keys in UTF-16 order, no spaces, ECMAScript numbers).
 * Members that are `undefined` are left out; what JSON cannot hold (NaN, functions, bigint) is a TypeError.
 */
export function canonicalJson(value: unknown): string {
	if (value === null || typeof value === 'boolean') return JSON.stringify(value);
	if (typeof value === 'string') return quoted(value);
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new TypeError('JSON holds no such number');
		return JSON.stringify(value);
	}
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (typeof value !== 'object') throw new TypeError(`JSON holds no ${typeof value}`);
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	members.sort(([a], [b]) => byCodeUnit(a, b));
	return `{${members.map(([key, member]) => `${quoted(key)}:${canonicalJson(member)}`).join(',')}}`;
}

function quoted(text: string): string {
	if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form (RFC 8785, 3.2.2.2)');
	return JSON.stringify(text);
}
