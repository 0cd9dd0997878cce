import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import type { RehearsalReport } from '#lib/server/rehearsal/report.ts';
import { HANOI_UNITS } from '../../../prisma/seed/hanoi-units.ts';
import { seedContest } from '../../../prisma/seed/seed-contest.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'kheo-cli-simulate-'));
const config = readConfig({ KHEO_DATA: folder });

async function kheo(...words: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
	const child = spawn(process.execPath, ['bin/kheo.ts', 'simulate', ...words], {
		cwd: root,
		env: { ...process.env, KHEO_DATA: folder, DATABASE_URL: '', TMPDIR: folder }
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk) => (stdout += chunk));
	child.stderr.on('data', (chunk) => (stderr += chunk));
	const status = await new Promise<number | null>((ended) => child.on('close', ended));
	return { status, stdout, stderr };
}

async function counted() {
	const database = openDatabase(config);
	const { read } = database;
	const counts = [await read.contest.count(), await read.mark.count(), await read.auditEntry.count()];
	await database.close();
	return counts;
}

beforeAll(async () => {
	await migrate(config, resolve(root, 'prisma/migrations'));
	const database = openDatabase(config);
	await seedContest(database, {
		code: 'HT-CLI',
		titleVi: 'Hội thi',
		titleEn: 'Contest',
		units: HANOI_UNITS.slice(0, 2),
		clusterSizes: [2],
		judges: 3,
		open: false
	});
	await database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('kheo simulate', () => {
	it('rehearses a copy of a contest elsewhere, reports, and leaves the database and no folder behind', async () => {
		const before = await counted();
		const { status, stdout, stderr } = await kheo(
			...['--contest', 'HT-CLI', '--rounds', 'first', '--speed', '300', '--mix', 'double', '--json']
		);
		expect(stderr).toBe('');
		expect(status).toBe(0);
		const report = JSON.parse(stdout) as RehearsalReport;
		expect(report.contest.code).toBe('HT-CLI-TD1');
		expect(report).toMatchObject({ ok: true, seed: '1', mix: ['double'], found: [] });
		expect(report.marks).toMatchObject({ lost: 0, doubled: 0, stored: report.marks.made });
		expect(await counted()).toEqual(before);
		expect(readdirSync(folder).filter((name) => name.startsWith('kheo-simulate'))).toEqual([]);
	}, 120_000);

	it('refuses what it does not know with exit code 2, and a contest that is not there with 1', async () => {
		const wrong = await kheo('--mix', 'late,drunk');
		expect(wrong.status).toBe(2);
		expect(wrong.stderr).toContain('not drunk');
		expect((await kheo('--here')).status).toBe(2);
		const missing = await kheo('--contest', 'NOBODY');
		expect(missing.status).toBe(1);
		expect(missing.stderr).toContain('There is no contest NOBODY.');
	});
});
