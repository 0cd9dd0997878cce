import { GOALS, judge, median } from './goal.ts';
import { start } from './process.ts';

interface Made {
	readonly cpuMs: number;
	readonly ms: number;
	/** Of the whole process, after each five hundred. */
	readonly rss?: readonly number[];
}

interface Cost {
	readonly cpu: number;
	readonly wall: number;
}

const MIB = 2 ** 20;

/** Milliseconds of CPU and of time that one certificate costs, once a process is warm. */
async function once(file: string, seed: number, count: number, args: readonly string[] = []): Promise<Cost> {
	const peer = start(file, args);
	try {
		await peer.ask({ seed, from: 0, count: Math.ceil(count / 4) });
		const { cpuMs, ms } = await peer.ask<Made>({ seed, from: count, count });
		return { cpu: cpuMs / count, wall: ms / count };
	} finally {
		await peer.end();
	}
}

/** Memory of the process in the last fifth of so many certificates and in the middle one: until there it warms up. */
async function growth(seed: number, count: number) {
	const peer = start('peers/certificates.ts');
	try {
		const { rss = [] } = await peer.ask<Made>({ seed, from: 0, count });
		const fifth = Math.floor(rss.length / 5);
		const [early, last] = [median(rss.slice(2 * fifth, 3 * fifth)), median(rss.slice(-fifth))];
		return { early: early / MIB, last: last / MIB, rss: rss.map((bytes) => Math.round(bytes / MIB)) };
	} finally {
		await peer.end();
	}
}

/**
 * P10: certificates for a second of CPU, each a file of its own, against pdfkit as its page shows it; and whether memory
 * stays where it is over ten thousand.
 */
export async function certificates(seed: number, runs: number, count: number, many: number) {
	const each: Record<'product' | 'readme' | 'parsed', Cost>[] = [];
	for (let run = 0; run < runs; run += 1) {
		each.push({
			product: await once('peers/certificates.ts', seed + run, count),
			readme: await once('naive/certificates.ts', seed + run, Math.ceil(count / 5)),
			parsed: await once('naive/certificates.ts', seed + run, Math.ceil(count / 5), ['parsed'])
		});
	}
	const memory = await growth(seed, many);
	return {
		verdicts: [
			judge(
				GOALS.certificates,
				each.map(({ product, readme }) => readme.cpu / product.cpu)
			),
			{
				line: `#    against the same with its fonts parsed once: ${median(each.map(({ product, parsed }) => parsed.cpu / product.cpu)).toFixed(2)}`,
				holdsGate: true
			},
			judge(GOALS.certificateMemory, [memory.last / memory.early], `${many}`)
		],
		raw: { count, each, many, memory }
	};
}
