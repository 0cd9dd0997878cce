import { GOALS, judge } from './goal.ts';
import { start } from './process.ts';

async function once(file: string, marks: number): Promise<number> {
	const peer = start(file);
	try {
		await peer.ask({ marks: Math.round(marks / 4) });
		return await peer.ask<number>({ marks });
	} finally {
		await peer.end();
	}
}

/** P8: durable marks a second through the product's command, against Prisma's upsert alone; ten tablets at once. */
export async function marks(runs: number, count: number) {
	const perSecond: { product: number; upsert: number }[] = [];
	for (let run = 0; run < runs; run++) {
		perSecond.push({
			product: await once('peers/marks.ts', count),
			upsert: await once('naive/upsert.ts', count)
		});
	}
	const ratios = perSecond.map(({ product, upsert }) => product / upsert);
	return { verdicts: [judge(GOALS.marks, ratios)], raw: { marks: count, perSecond } };
}
