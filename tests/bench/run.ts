// `npm run bench [-- --quick] [-- --only P1,P8]`: the product's promises of speed, each as a ratio to a peer that is measured in
// the same run, in fresh processes that take turns. Exit code 1 when a CI gate is missed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Verdict } from './goal.ts';

const { values: options } = parseArgs({
	options: {
		/** Fewer runs and 2,000 viewers: what continuous integration can afford. */
		quick: { type: 'boolean', default: false },
		only: { type: 'string' },
		seed: { type: 'string', default: '20241015' }
	}
});
execFileSync(process.execPath, [resolve(import.meta.dirname, '../../bin/generate.ts')], { stdio: 'inherit' });

const { quick } = options;
const only = options.only?.split(',');
const seed = Number(options.seed);
const machine = {
	at: new Date().toISOString(),
	node: process.version,
	kernel: release(),
	cpu: `${cpus().length} x ${cpus()[0]?.model.trim()}`,
	memoryGiB: Math.round(totalmem() / 2 ** 30),
	load: loadavg().map((load) => Number(load.toFixed(2))),
	seed,
	quick
};
console.log(
	`# ${Object.entries(machine)
		.map(([key, value]) => `${key} ${String(value)}`)
		.join(' · ')}`
);
if (machine.load[0]! > cpus().length / 2) {
	console.log('# The machine is busy with other work: ratios hold roughly, milliseconds do not.');
}

interface Measured {
	readonly verdicts: readonly Verdict[];
	readonly raw: unknown;
}

const runs = quick ? 3 : 5;
const benches: readonly (readonly [ids: string, measure: () => Promise<Measured> | Measured])[] = [
	['R5', async () => (await import('./recount.ts')).recount(seed, quick ? 1000 : 10_000)],
	['P5', async () => (await import('./patch-size.ts')).patchSize(seed)],
	['P8', async () => (await import('./marks.ts')).marks(runs, quick ? 1500 : 4000)],
	['P1,P2', async () => (await import('./fanout.ts')).fanout(2000, runs, 20)],
	...(quick ? [] : [['P1,P2', async () => (await import('./fanout.ts')).fanout(10_000, runs, 10)] as const]),
	['P3,P4', async () => (await import('./accept.ts')).accept(2000, runs)],
	['P14', async () => (await import('./stalled.ts')).stalled(quick ? 100 : 500, 4000, quick ? 2 : 3)],
	['R4', async () => (await import('./storm.ts')).storm(2000, quick ? 2 : 3)],
	['P6', async () => (await import('./ack.ts')).ack(quick ? 2000 : 5000, runs, quick ? 300 : 600)],
	['P7', async () => (await import('./burst.ts')).burst(2000, runs)],
	[
		'P10',
		async () =>
			(await import('./certificates.ts')).certificates(seed, runs, quick ? 200 : 500, quick ? 5000 : 10_000)
	],
	['P11,T11', async () => (await import('./read-codes.ts')).readCodes(seed, quick ? 160 : 1000)],
	['T1,T2,T12', async () => (await import('./gate-page.ts')).gatePage(runs, quick ? 40 : 100)],
	['T5', async () => (await import('./gate-load.ts')).gateSync(quick ? 1 : 3)],
	['T8', async () => (await import('./gate-load.ts')).gateLoad(quick ? 1 : 3, quick ? 8 : 15)],
	['P13', async () => (await import('./first-load.ts')).firstLoad(runs)]
];

const figures: Record<string, unknown>[] = [];
let missed = 0;
for (const [ids, measure] of benches) {
	if (only && !ids.split(',').some((id) => only.includes(id))) continue;
	const { verdicts, raw } = await measure();
	for (const { line, holdsGate } of verdicts) {
		console.log(line);
		if (!holdsGate) missed += 1;
	}
	figures.push({ ids, lines: verdicts.map(({ line }) => line), raw });
}
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${machine.at.replace(/[:.]/g, '-')}${quick ? '-quick' : ''}.json`);
writeFileSync(file, `${JSON.stringify({ machine, loadAtEnd: loadavg(), figures }, null, '\t')}\n`);
console.log(`# raw figures: ${file} · took ${Math.round(performance.now() / 1000)} s`);
process.exit(missed > 0 ? 1 : 0);
