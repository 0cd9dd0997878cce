import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bankCommitment } from '#lib/domain/quiz/bank.ts';
import { drawQuestions } from '#lib/domain/quiz/draw-questions.ts';
import { commitmentTo, drawOrder } from '#lib/domain/contest/draw.ts';
import { cityPackage } from '#lib/domain/contest/package/city.fixture.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { gateTablet, gateWorld } from '../../support/gate-tablet.ts';
import { city } from '../contest/city.ts';

// Each call starts a process of its own.

const folder = mkdtempSync(join(tmpdir(), 'kheo-cli-'));
const root = resolve(import.meta.dirname, '../../..');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kheoAt(env: Readonly<Record<string, string>>, ...words: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/kheo.ts', ...words], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, KHEO_DATA: join(folder, 'data'), ...env }
	});
	return { status, stdout, stderr };
}
const kheo = (...words: string[]) => kheoAt({ DATABASE_URL: '' }, ...words);

function file(name: string, content: unknown): string {
	const path = join(folder, name);
	writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

describe('kheo tabulate', () => {
	it('prints the same result as the server’s own functions give, byte for byte', () => {
		const read = readPackage(cityPackage());
		const expected = read.ok ? tabulatePackage(read.package) : null;
		const { status, stdout } = kheo('tabulate', file('city.json', cityPackage()), '--json');
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toEqual({ ok: true, ...expected });
	});

	it('explains every place in both languages', () => {
		const path = file('city.json', cityPackage());
		const vi = kheo('tabulate', path).stdout;
		const en = kheo('tabulate', path, '--locale', 'en').stdout;
		expect(vi).toContain('Xếp hạng 1 với 80,55 điểm.');
		expect(en).toContain('80.55');
		expect(en).not.toContain('Xếp hạng');
	});

	it('names every problem of a wrong package with its path, and ends with 2', () => {
		const broken = cityPackage();
		const round = broken.rounds[0]!;
		const marks = (round.marks ?? []).map((mark, index) => (index === 0 ? { ...mark, value: '99' } : mark));
		const path = file('broken.json', {
			...broken,
			title: 7,
			rounds: [{ ...round, marks }, ...broken.rounds.slice(1)]
		});
		const { status, stdout } = kheo('tabulate', path, '--json');
		const { problems } = JSON.parse(stdout) as { problems: { path: string; code: string }[] };
		expect(status).toBe(2);
		expect(problems).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ path: 'title' }),
				expect.objectContaining({ path: 'rounds[0].marks[0].value', code: 'sheet_problem_out_of_range' })
			])
		);
	});

	it('ends with 2 for a file that is missing or no JSON', () => {
		expect(kheo('tabulate', join(folder, 'nowhere.json')).status).toBe(2);
		expect(kheo('tabulate', file('torn.json', '{"format":')).status).toBe(2);
		expect(kheo('tabulate').status).toBe(2);
		expect(kheo('tabulat').status).toBe(2);
	});
});

describe('kheo draw', () => {
	it('repeats a published draw', () => {
		const teams = ['HK', 'BD', 'TH', 'LB'];
		const { status, stdout } = kheo('draw', 'seed', 'round-1', ...teams, '--part', 'skit', '--json');
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toEqual({
			commitment: commitmentTo('seed'),
			roundId: 'round-1',
			partKey: 'skit',
			order: drawOrder('seed', { roundId: 'round-1', partKey: 'skit' }, teams)
		});
	});

	it('draws every question of an opened bank again, and says what does not hold', () => {
		const questions = [1, 2, 3, 4].map((number) => ({
			number,
			text: `Câu ${number}`,
			options: ['Đúng', 'Sai'],
			answer: 0,
			notes: ''
		}));
		const bank = { kind: 'choice' as const, version: 1, seed: 'seed', questions };
		const subject = { roundId: 'round-1', partKey: 'quiz' };
		const numbers = [1, 2, 4];
		const drawn = drawQuestions('seed', subject, { numbers, drawers: ['HK', 'BD'], each: 1 })!;
		const draw = { ...subject, seq: 1, method: 'seed', excluded: [3], drawers: ['HK', 'BD'], each: 1 };
		const opened = {
			format: 'kheo-question-bank',
			contest: 'HN',
			commitment: bankCommitment(bank),
			bank,
			draws: [{ ...draw, result: Object.fromEntries(drawn) }]
		};
		const right = kheo('draw', '--bank', file('bank.json', opened));
		expect([right.status, right.stdout.includes('Right: hash and draws hold.')]).toEqual([0, true]);
		const changed = { ...bank, questions: questions.map((one) => ({ ...one, answer: 1 })) };
		const wrong = kheo('draw', '--bank', file('wrong.json', { ...opened, bank: changed }), '--json');
		expect(wrong.status).toBe(1);
		expect(JSON.parse(wrong.stdout)).toMatchObject({ problems: [{ code: 'commitment', seq: null }] });
		expect(kheo('draw', '--bank', file('none.json', {})).status).toBe(2);
	});
});

describe('kheo admin, backup, restore and audit', () => {
	it('copy a database, bring it back, and keep what was there', async () => {
		expect(kheo('admin', '--json').status).toBe(0);
		const config = readConfig({ KHEO_DATA: join(folder, 'data') });
		const write = async (value: string) => {
			const database = openDatabase(config);
			const data = { key: 'word', value };
			await database.transaction((tx) =>
				tx.setting.upsert({ where: { key: 'word' }, create: data, update: data })
			);
			await database.close();
		};
		const word = async () => {
			const database = openDatabase(config);
			const row = await database.read.setting.findUnique({ where: { key: 'word' } });
			await database.close();
			return row?.value;
		};
		await write('before');
		const saved = kheo('backup', 'evening', '--json');
		const { file: copy } = JSON.parse(saved.stdout) as { file: string };
		await write('after');

		const busy = openDatabase(config);
		await busy.read.setting.count();
		const refused = kheo('restore', copy);
		await busy.close();
		expect([refused.status, refused.stderr]).toEqual([1, 'The database is in use. Stop the server first.\n']);
		expect(await word()).toBe('after');

		expect(kheo('restore', copy).status).toBe(0);
		expect(await word()).toBe('before');
		expect(readdirSync(join(folder, 'data/backups')).some((name) => name.startsWith('before-restore-'))).toBe(
			true
		);
	});

	it('refuse a damaged copy', () => {
		const copy = join(folder, 'data/backups/evening.db');
		const bytes = readFileSync(copy);
		bytes.fill(7, 5000, 9000);
		const { status, stderr } = kheo('restore', file('torn.db', bytes.toString('latin1')));
		expect(status).toBe(1);
		expect(stderr).not.toBe('');
	});

	it('tell a roll-call by a conference’s code, and say which there is none of', () => {
		expect(kheo('attendance').status).toBe(2);
		expect(kheo('attendance', '--conference', 'HN-KHONG-CO', '--day', 'hôm nay').status).toBe(2);
		const { status, stdout } = kheo('attendance', '--conference', 'HN-KHONG-CO', '--json');
		expect([status, JSON.parse(stdout)]).toEqual([1, { error: 'there is no conference HN-KHONG-CO' }]);
	});

	it('take in what a gate tablet exported, twice is once, and name what a person has to look at', async () => {
		const here = await city();
		try {
			const k = await gateWorld(here, 'CLI-GATE', ['Nguyễn Văn An']);
			const tablet = await gateTablet(here.database, k);
			const { text } = await k.badge(k.delegates[0]!);
			const scan = tablet.scan({ checkpointId: k.entryId, what: { kind: 'code', text }, offline: true });
			const exported = (...records: unknown[]) =>
				file('scans.json', { kind: 'kheo-gate-scans', deviceId: tablet.deviceId, records });
			const take = (path: string, code = 'CLI-GATE', ...more: string[]) => {
				const words = ['gate-scans', 'import', path, '--conference', code, ...more, '--json'];
				const { status, stdout } = kheoAt({ DATABASE_URL: here.url }, ...words);
				return [status, JSON.parse(stdout)] as const;
			};
			const [bad, some] = take(exported(scan, { kind: 'scan', id: 'nonsense' }));
			expect([bad, some.stored, some.problems.map(({ place }: { place: number }) => place)]).toEqual([
				1,
				1,
				[2]
			]);
			expect(take(exported(scan))).toEqual([0, { stored: 0, known: 1, problems: [] }]);
			const came = await here.database.read.presence.count({ where: { conferenceId: k.conferenceId } });
			expect(came).toBe(1);
			expect(take(exported(scan), 'CLI-GATE', '--tablet', 'nobody')[0]).toBe(2);
			expect(take(file('other.json', { kind: 'other' }))[0]).toBe(2);
		} finally {
			await here.remove();
		}
		expect(kheo('gate-scans', 'import', join(folder, 'nowhere.json'), '--conference', 'X').status).toBe(2);
		expect(kheo('gate-scans', 'import').status).toBe(2);
	});

	it('find an untouched audit log whole', () => {
		expect(kheo('audit', '--json').status).toBe(0);
	});
});
