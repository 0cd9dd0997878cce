import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { actionName, subjectName } from './access.ts';

const server = resolve(import.meta.dirname, '../server');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('generated'))
	.map((path) => readFileSync(join(server, path), 'utf8'));
const named = (pattern: RegExp) => [
	...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name!)))
];

test('the audit log calls everything that is done by a name, never by a code', () => {
	const actions = named(/^\taction: '([a-z-]+\.[a-z-]+)',$/gm);
	expect(actions.length).toBeGreaterThan(50);
	expect(actions.filter((action) => actionName(action) === action)).toEqual([]);
});

test('and everything that it is done to', () => {
	const subjects = named(/subjectKind: '([a-z-]+)'/g).filter((kind) => kind !== 'asc');
	expect(subjects.length).toBeGreaterThan(20);
	expect(subjects.filter((kind) => subjectName(kind) === kind)).toEqual([]);
});
