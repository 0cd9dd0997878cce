// `npm test`: unit and integration tests (vitest), then the browser's stories (Playwright) on the built server.
// Fails when a test fails, is skipped, or asserts nothing. Ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findChromium, NO_CHROMIUM } from './chromium.ts';

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
	/** Each failed test with what it said. */
	failures?: string[];
}

interface UnitReport {
	numPassedTests?: number;
	numFailedTests?: number;
	numPendingTests?: number;
	numTodoTests?: number;
	testResults?: {
		name: string;
		message?: string;
		status: string;
		assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
	}[];
}

const root = resolve(import.meta.dirname, '..');
const results = mkdtempSync(join(tmpdir(), 'kheo-results-'));

/** Dozens of servers are started: each reads what an earlier one has compiled. */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') };

function run(command: string, args: readonly string[], env: Record<string, string> = {}): number {
	return (
		spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...compiled, ...process.env, ...env } })
			.status ?? 1
	);
}

function unitFailures(report: UnitReport): string[] {
	return (report.testResults ?? []).flatMap((file) => {
		const where = relative(root, file.name);
		const tests = file.assertionResults
			.filter((test) => test.status === 'failed')
			.map((test) => `${where} > ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
		return file.status === 'failed' && tests.length === 0 ? [`${where}\n${file.message ?? ''}`] : tests;
	});
}

function vitest(label: string, args: readonly string[], env: Record<string, string> = {}): Tally {
	const file = join(results, `${label}.json`);
	const status = run(
		'npx',
		['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
		env
	);
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as UnitReport;
		const failed = report.numFailedTests ?? 0;
		return {
			passed: report.numPassedTests ?? 0,
			// A file that does not even load fails no test of its own.
			failed: status !== 0 && failed === 0 ? 1 : failed,
			skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
			failures: unitFailures(report)
		};
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

async function browser(): Promise<Tally> {
	const chromium = await findChromium();
	if (!chromium) {
		console.error(NO_CHROMIUM);
		return { passed: 0, failed: 1, skipped: 0 };
	}
	if (run('npm', ['run', '--silent', 'build']) !== 0) return { passed: 0, failed: 1, skipped: 0 };
	const file = join(results, 'browser.json');
	const status = run('npx', ['playwright', 'test'], { KHEO_CHROMIUM: chromium, KHEO_STORY_RESULTS: file });
	try {
		const tally = JSON.parse(readFileSync(file, 'utf8')) as Tally;
		return { ...tally, failed: status !== 0 && tally.failed === 0 ? 1 : tally.failed };
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

const only = process.argv[2];
const tallies: Tally[] = [];
if (!only || only === '--unit') tallies.push(vitest('unit', []));
if (only === '--databases') tallies.push(vitest('databases', ['tests/integration']));
if (!only || only === '--browser') tallies.push(await browser());
rmSync(results, { recursive: true, force: true });

const sum = (key: 'passed' | 'failed' | 'skipped') => tallies.reduce((total, tally) => total + tally[key], 0);
const skipped = sum('skipped');
// Said again at the end: of thousands of lines, these are the ones that somebody looks for.
const failures = tallies
	.flatMap((tally) => tally.failures ?? [])
	.map((failure) => stripVTControlCharacters(failure).slice(0, 2_000));
if (failures.length > 0) {
	const told = `\nWhat failed:\n\n${failures.join('\n\n')}\n`;
	console.error(told);
	// .ci/run collects them from all of its suites.
	if (process.env.KHEO_FAILURES) appendFileSync(process.env.KHEO_FAILURES, told);
}
if (skipped > 0) console.error(`${skipped} tests were skipped: a skipped test counts as failed.`);
console.log(`\n${sum('passed')} passed, ${sum('failed') + skipped} failed`);
process.exit(sum('failed') + skipped > 0 || sum('passed') === 0 ? 1 : 0);
