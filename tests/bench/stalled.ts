import { GOALS, judge } from './goal.ts';
import { start } from './process.ts';

const KINDS = ['stream', 'socketio'] as const;
const STALLED = 50;
const WARM_UP = 40;
const AT_ONCE = 20;
const MIB = 2 ** 20;

/** Mebibytes by which a server grows while fifty phones have stopped reading and the others follow. */
async function once(kind: (typeof KINDS)[number], reading: number, boards: number): Promise<number> {
	const server = start('peers/fanout-server.ts', [kind, 'whole']);
	const screens = start('peers/viewers.ts');
	const asleep = start('peers/viewers.ts');
	try {
		const { port, roundId } = await server.ask<{ port: number; roundId: string }>({ kind: 'port' });
		await screens.ask({ kind: 'connect', port, count: reading, as: kind, roundId });
		const send = async (from: number, count: number) => {
			for (let v = from; v < from + count; v += AT_ONCE) {
				await screens.ask({ kind: 'watch', text: `"v":${v + AT_ONCE - 1},` });
				await server.ask({ kind: 'sendMany', from: v, count: AT_ONCE });
				await screens.ask({ kind: 'seen' });
			}
		};
		await send(2, WARM_UP);
		await asleep.ask({ kind: 'connect', port, count: STALLED, as: kind, roundId });
		await asleep.ask({ kind: 'stall' });
		const before = await server.ask<NodeJS.MemoryUsage>({ kind: 'memory' });
		await send(2 + WARM_UP, boards);
		const after = await server.ask<NodeJS.MemoryUsage>({ kind: 'memory' });
		return (after.rss - before.rss) / MIB;
	} finally {
		await Promise.all([server.end(), screens.end(), asleep.end()]);
	}
}

/** P14: growth of memory with stalled viewers, against stock Socket.IO. */
export async function stalled(reading: number, boards: number, runs: number) {
	const mebibytes: Record<(typeof KINDS)[number], number[]> = { stream: [], socketio: [] };
	for (let run = 0; run < runs; run++) {
		for (const kind of KINDS) mebibytes[kind].push(await once(kind, reading, boards));
	}
	// A server that has not grown at all is none the better for having shrunk.
	const ratios = mebibytes.stream.map((own, run) => Math.max(0, own) / mebibytes.socketio[run]!);
	return {
		verdicts: [judge(GOALS.stalled, ratios, `${STALLED} of ${reading + STALLED}, ${boards} boards`)],
		raw: { stalled: STALLED, reading, boards, mebibytes }
	};
}
