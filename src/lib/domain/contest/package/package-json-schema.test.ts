import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { RULES_TEMPLATES } from '../templates/templates.ts';
import { cityPackage } from './city.fixture.ts';
import { packageJsonSchema } from './package-json-schema.ts';
import { readPackage } from './read-package.ts';

type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests break packages on purpose

const published = packageJsonSchema();

function documented(): unknown {
	const page = readFileSync(new URL('../../../../../docs/rules.md', import.meta.url), 'utf8');
	return JSON.parse(/^```json package\n([\s\S]*?)^```$/m.exec(page)![1]!);
}

/** The keywords that the published schema uses, read independently of how it was written. */
function accepts(schema: Loose, json: Loose): boolean {
	const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
	const typed: Record<string, boolean> = {
		object: isObject,
		array: Array.isArray(json),
		string: typeof json === 'string',
		boolean: typeof json === 'boolean',
		number: typeof json === 'number',
		integer: Number.isInteger(json),
		null: json === null
	};
	const checks: Record<string, (keyword: Loose) => boolean> = {
		type: (type) => typed[type]!,
		const: (value) => json === value,
		enum: (values) => values.includes(json),
		anyOf: (options) => options.some((option: Loose) => accepts(option, json)),
		allOf: (options) => options.every((option: Loose) => accepts(option, json)),
		items: (items) => !Array.isArray(json) || json.every((item) => accepts(items, item)),
		properties: (properties) =>
			!isObject || Object.keys(json).every((key) => !properties[key] || accepts(properties[key], json[key])),
		required: (keys) => !isObject || keys.every((key: string) => key in json),
		additionalProperties: () => !isObject || Object.keys(json).every((key) => key in schema.properties),
		pattern: (pattern) => typeof json !== 'string' || new RegExp(pattern, 'u').test(json),
		minLength: (least) => typeof json !== 'string' || json.length >= least,
		maxLength: (most) => typeof json !== 'string' || json.length <= most,
		minItems: (least) => !Array.isArray(json) || json.length >= least,
		minimum: (least) => typeof json !== 'number' || json >= least,
		maximum: (most) => typeof json !== 'number' || json <= most
	};
	const silent = ['$schema', '$id', 'title', 'description', 'default'];
	return Object.entries(schema).every(([keyword, value]) => {
		if (silent.includes(keyword)) return true;
		if (!checks[keyword]) throw new Error(`unknown keyword ${keyword}`);
		return checks[keyword](value);
	});
}

describe('the published JSON Schema of contest packages', () => {
	test('is what the reader accepts (npx vitest run FILE -u writes it anew)', async () => {
		const text = await format(JSON.stringify(published), { parser: 'json', useTabs: true, printWidth: 110 });
		await expect(text).toMatchFileSnapshot('../../../../../docs/contest-package.schema.json');
	});

	test('accepts what the reader accepts', () => {
		const examples: Loose[] = [
			cityPackage(),
			documented(),
			...RULES_TEMPLATES.map(({ name, rules }) => ({
				format: 'kheo-contest-package',
				version: 1,
				title: name,
				rules
			}))
		];
		expect(examples.map((example) => readPackage(example).ok)).toEqual(examples.map(() => true));
		expect(examples.map((example) => accepts(published, example))).toEqual(examples.map(() => true));
	});

	test.each<[string, (pkg: Loose) => void]>([
		['a number for points', (p) => (p.rounds[0].marks[0].value = 8.5)],
		['a comma for the point', (p) => (p.rounds[0].marks[0].value = '8,5')],
		['an unknown field', (p) => (p.teams[0].colour = 'red')],
		['a missing title', (p) => delete p.title],
		['an unknown method', (p) => (p.rules.stages[0].parts[0].aggregation.method = 'median?')],
		['a path of four', (p) => (p.rounds[0].marks[0].criterionKey = 'a.b.c.d')],
		[
			'half a millisecond',
			(p) => (p.rounds[0].timings = [{ teamId: 'C1-T1', partKey: 'skit', durationMs: 0.5 }])
		],
		['an empty id', (p) => (p.teams[0].id = '')],
		['a scale of zero', (p) => (p.rules.stages[0].parts[0].scale = '0.0')],
		['no parts', (p) => (p.rules.stages[0].parts = [])],
		['another version', (p) => (p.version = 2)]
	])('refuses %s, as the reader does', (_, change) => {
		const pkg: Loose = structuredClone(cityPackage());
		change(pkg);
		expect([accepts(published, pkg), readPackage(pkg).ok]).toEqual([false, false]);
	});
});
