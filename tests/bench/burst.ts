import { CRITERIA, JUDGES } from './contest.ts';
import { GOALS, judge } from './goal.ts';
import { start } from './process.ts';

/** Milliseconds from the first of 120 scores to the moment when the last screen shows them all. */
async function once(file: string, as: 'stream' | 'socketio', viewers: number, text: string): Promise<number> {
	const server = start(file);
	const screens = start('peers/viewers.ts');
	try {
		const { port, roundId } = await server.ask<{ port: number; roundId: string }>({ kind: 'place' });
		await screens.ask({ kind: 'connect', port, count: viewers, as, roundId });
		await server.ask({ kind: 'warm' });
		await screens.ask({ kind: 'watch', text });
		const began = await server.ask<number>({ kind: 'burst' });
		return (await screens.ask<number>({ kind: 'seen' })) - began;
	} finally {
		await Promise.all([server.end(), screens.end()]);
	}
}

/** P7: a burst of 120 scores to the last screen, against the stack that one writes first (`naive/`). */
export async function burst(viewers: number, runs: number) {
	const ms: { product: number; naive: number }[] = [];
	for (let run = 0; run < runs; run++) {
		// Only the row of the team that becomes complete carries this in a patch.
		const product = await once('peers/product-server.ts', 'stream', viewers, '"isComplete":true');
		const naive = await once(
			'naive/burst-server.ts',
			'socketio',
			viewers,
			`"scores":${JUDGES * CRITERIA.length},`
		);
		ms.push({ product, naive });
	}
	const ratios = ms.map(({ product, naive }) => product / naive);
	return { verdicts: [judge(GOALS.burst, ratios, `${viewers}`)], raw: { viewers, ms } };
}
