import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const guides = resolve(root, 'docs/guides');

function messages(locale: string): string[] {
	return readdirSync(resolve(root, 'messages')).flatMap((context) =>
		Object.values(
			JSON.parse(readFileSync(resolve(root, 'messages', context, `${locale}.json`), 'utf8')) as Record<
				string,
				unknown
			>
		).filter((message) => typeof message === 'string')
	);
}

/** A message as a guide may write it: an example or an ellipsis where the page puts a value, or nothing in brackets. */
function asWritten(message: string): RegExp {
	const text = message
		.replace(/ \(\{\w+\}\)$/, '')
		.split(/\{\w+\}/)
		.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${text.join('[\\d…]+')}$`, 'u');
}

describe.each(['vi', 'en'])('the user guides in %s', (locale) => {
	const files = readdirSync(resolve(guides, locale)).map((file) => resolve(guides, locale, file));
	const known = messages(locale).map(asWritten);

	it('name buttons, sections and fields as they stand on the screens', () => {
		const unknown = files.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\*\*(.+?)\*\*/gs)]
				.map(([, words]) => words!.replace(/\s+/g, ' '))
				.filter((words) => !known.some((message) => message.test(words)))
		);
		expect(unknown).toEqual([]);
	});

	it('show pictures and lead to pages that exist', () => {
		const missing = files.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)]
				.map(([, path]) => resolve(dirname(file), path!))
				.filter((path) => !existsSync(path))
		);
		expect(missing).toEqual([]);
	});
});
