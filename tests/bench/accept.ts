import { GOALS, judge, median } from './goal.ts';
import { start } from './process.ts';

/** What a phone follows, and the same audience on stock Socket.IO: connected and in the room. */
const KINDS = ['stream', 'socketio'] as const;
const WARM_UP = 300;

interface Figures {
	readonly cpuMs: number;
	readonly wallMs: number;
	readonly heapBytes: number;
	readonly residentBytes: number;
}

/** What `viewers` who come in cost a warm server, each. */
async function once(kind: (typeof KINDS)[number], viewers: number): Promise<Figures> {
	const server = start('peers/fanout-server.ts', [kind]);
	const first = start('peers/viewers.ts');
	const screens = start('peers/viewers.ts');
	try {
		const { port, roundId } = await server.ask<{ port: number; roundId: string }>({ kind: 'port' });
		const come = (count: number) => ({ kind: 'connect', port, count, as: kind, roundId, shows: 1 });
		await first.ask(come(WARM_UP));
		const before = await server.ask<NodeJS.MemoryUsage>({ kind: 'memory' });
		await server.ask({ kind: 'begin' });
		const { tookMs } = await screens.ask<{ tookMs: number }>(come(viewers));
		const cpuMs = await server.ask<number>({ kind: 'cpu' });
		const after = await server.ask<NodeJS.MemoryUsage>({ kind: 'memory' });
		return {
			cpuMs: cpuMs / viewers,
			wallMs: tookMs / viewers,
			heapBytes: (after.heapUsed - before.heapUsed) / viewers,
			residentBytes: (after.rss - before.rss) / viewers
		};
	} finally {
		await Promise.all([server.end(), first.end(), screens.end()]);
	}
}

/** P3 and P4: what it costs to let an audience in and to keep it, against stock Socket.IO. */
export async function accept(viewers: number, runs: number) {
	const figures: Record<(typeof KINDS)[number], Figures[]> = { stream: [], socketio: [] };
	for (let run = 0; run < runs; run++) {
		for (const kind of KINDS) figures[kind].push(await once(kind, viewers));
	}
	const ratio = (what: keyof Figures) =>
		figures.stream.map((own, run) => own[what] / figures.socketio[run]![what]);
	const medians = Object.fromEntries(
		KINDS.map((kind) => [
			kind,
			{
				acceptedPerCpuSecond: 1000 / median(figures[kind].map(({ cpuMs }) => cpuMs)),
				acceptedPerSecond: 1000 / median(figures[kind].map(({ wallMs }) => wallMs)),
				heapBytes: median(figures[kind].map(({ heapBytes }) => heapBytes)),
				residentBytes: median(figures[kind].map(({ residentBytes }) => residentBytes))
			}
		])
	);
	return {
		verdicts: [
			judge(
				GOALS.accepted,
				ratio('cpuMs').map((share) => 1 / share),
				`${viewers}`
			),
			judge(GOALS.heap, ratio('heapBytes'), `${viewers}`)
		],
		raw: { viewers, medians, figures }
	};
}
