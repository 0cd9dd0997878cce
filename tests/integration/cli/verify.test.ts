import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { smallContest } from '../../support/small-contest.ts';
import { publishedPackage } from '../recount/published-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'kheo-verify-'));
const root = resolve(import.meta.dirname, '../../..');
let text: string;

beforeAll(async () => {
	const db = await testDatabase();
	text = await publishedPackage(db.database, await smallContest(db.database));
	await db.remove();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(...words: string[]) {
	// Away from any data folder: a package is checked by itself.
	const env = { ...process.env, KHEO_DATA: join(folder, 'nowhere'), DATABASE_URL: '' };
	const options = { cwd: root, encoding: 'utf8', env } as const;
	return spawnSync(process.execPath, ['bin/kheo.ts', 'verify', ...words], options);
}

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

test('a package as it was published is right, and its hash and code are printed to be compared', () => {
	const { status, stdout } = verify(file('right.json', text));
	const { resultHash, code } = JSON.parse(text) as { resultHash: string; code: string };
	expect(stdout).toContain(`Result hash ${resultHash}`);
	expect(stdout).toContain(code);
	expect(stdout).toContain('Right: ');
	expect(status).toBe(0);
});

test('a changed mark is named in words and as data, and ends with 1', () => {
	const pkg = JSON.parse(text) as { result: { sheet: { marks: { value: string }[] } } };
	pkg.result.sheet.marks[3]!.value = '0';
	const changed = file('changed.json', JSON.stringify(pkg));
	const said = verify(changed);
	expect(said.status).toBe(1);
	expect(said.stdout).toMatch(/result\.sheet\.marks\[3\]: mark: .+: the chain does not hold it/);
	const { verdict, findings } = JSON.parse(verify(changed, '--json').stdout) as {
		verdict: string;
		findings: { section: string; at: string }[];
	};
	expect(verdict).toBe('differs');
	expect(findings).toContainEqual(expect.objectContaining({ section: 'sheet', at: 'result.sheet.marks[3]' }));
});

test('the hash of the record or another copy is held against it', () => {
	const { resultHash } = JSON.parse(text) as { resultHash: string };
	const right = file('right.json', text);
	expect(verify(right, '--hash', resultHash.toUpperCase()).status).toBe(0);
	expect(verify(right, '--hash', '0'.repeat(64)).status).toBe(1);
	expect(verify(right, '--against', file('copy.json', text)).status).toBe(0);
});

test('what is no result package, or not there, ends with 2', () => {
	expect(verify(file('torn.json', text.slice(0, -1))).status).toBe(2);
	expect(verify(file('other.json', '{"format":"kheo-contest-package","version":1}')).status).toBe(2);
	expect(verify(join(folder, 'nowhere.json')).status).toBe(2);
	expect(verify().status).toBe(2);
});
