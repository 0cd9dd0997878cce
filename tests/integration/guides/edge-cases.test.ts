import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(resolve(root, 'docs/rules.md'), 'utf8');
const [, section] = page.split('\n## Edge cases of a judging day\n');
const rows = (section ?? '')
	.split('\n## ')[0]!
	.split('\n')
	.flatMap((line) => {
		const cells = line.split('|').map((cell) => cell.trim());
		return /^E\d+$/.test(cells[1] ?? '')
			? [{ mark: cells[1]!, does: cells[3]!, shown: cells[4]!.split('<br>') }]
			: [];
	});

/** Titles of the tests in a file that carry a mark, without their marks. */
function marked(file: string, mark: string): string[] {
	const text = readFileSync(resolve(root, file), 'utf8');
	return [...text.matchAll(/\(\s*'((?:E\d+(?:, )?)+): ([^'\n]+)'/g)]
		.filter(([, marks]) => marks!.split(', ').includes(mark))
		.map(([, , title]) => title!);
}

describe('the table of edge cases', () => {
	it('has every case from E1 to E45 once, in order, with what Khéo does', () => {
		expect(rows.map(({ mark }) => mark)).toEqual(Array.from({ length: 45 }, (_, index) => `E${index + 1}`));
		expect(rows.filter(({ does }) => does === '')).toEqual([]);
	});

	it('names for each a test that exists, under its title and with its mark', () => {
		const wrong = rows.flatMap(({ mark, shown }) =>
			shown.flatMap((line) => {
				const [, file, title] = /^`([^`]+)` (.+)$/.exec(line) ?? [];
				if (!file || !title || !existsSync(resolve(root, file))) return [`${mark}: ${line}`];
				return marked(file, mark).includes(title) ? [] : [`${mark}: ${line}`];
			})
		);
		expect(wrong).toEqual([]);
	});
});
