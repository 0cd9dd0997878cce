import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../messages');
const contexts = globSync('*/vi.json', { cwd: folder }).map((path) => path.split('/')[0]!);

type Entry = string | readonly { readonly match: Readonly<Record<string, string>> }[];

function messages(context: string, locale: 'vi' | 'en'): Record<string, Entry> {
	const { $schema: _, ...rest } = JSON.parse(
		readFileSync(`${folder}/${context}/${locale}.json`, 'utf8')
	) as Record<string, Entry>;
	return rest;
}

/** Names in braces, however the sentence counts or declines. */
const figures = (entry: Entry) =>
	[...new Set([...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe.each(contexts)('the words of %s', (context) => {
	const vi = messages(context, 'vi');
	const en = messages(context, 'en');

	it('exist in both languages', () => {
		expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
	});

	it('tell the same names and figures in both languages', () => {
		const told = (words: Record<string, Entry>) =>
			Object.fromEntries(Object.entries(words).map(([key, entry]) => [key, figures(entry)]));
		expect(told(en)).toEqual(told(vi));
	});

	it('are written in composed letters (NFC), without stray spaces', () => {
		const texts = [vi, en].map((words) => JSON.stringify(words));
		expect(texts.map((text) => text.normalize('NFC'))).toEqual(texts);
		expect(texts.filter((text) => /": "\s|\s"[,}]/.test(text))).toEqual([]);
	});
});

it('no key stands in two contexts', () => {
	const keys = contexts.flatMap((context) => Object.keys(messages(context, 'vi')));
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
