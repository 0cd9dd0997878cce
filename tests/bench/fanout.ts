import { GOALS, judge, median, type Verdict } from './goal.ts';
import { start } from './process.ts';

/** What phones follow, what screens and the desk do, and two peers. */
const KINDS = ['stream', 'board', 'bare', 'socketio'] as const;
const WARM_UP = 5;

/** Server CPU in milliseconds for `sends` patches to `viewers` screens, in fresh processes. */
async function once(kind: (typeof KINDS)[number], viewers: number, sends: number): Promise<number> {
	const server = start('peers/fanout-server.ts', [kind]);
	const screens = start('peers/viewers.ts');
	try {
		const { port, roundId } = await server.ask<{ port: number; roundId: string }>({ kind: 'port' });
		await screens.ask({ kind: 'connect', port, count: viewers, as: kind, roundId });
		for (let v = 2; v < 2 + WARM_UP + sends; v++) {
			if (v === 2 + WARM_UP) await server.ask({ kind: 'begin' });
			await screens.ask({ kind: 'watch', text: `"v":${v},` });
			await server.ask({ kind: 'send', v });
			await screens.ask({ kind: 'seen' });
		}
		return await server.ask<number>({ kind: 'cpu' });
	} finally {
		await Promise.all([server.end(), screens.end()]);
	}
}

/** P1 and P2: a board's fan-out against bare sockets and against a stock room emit. */
export async function fanout(viewers: number, runs: number, sends: number) {
	const cpuMs: Record<(typeof KINDS)[number], number[]> = {
		stream: [],
		board: [],
		bare: [],
		socketio: []
	};
	for (let run = 0; run < runs; run++) {
		for (const kind of KINDS) cpuMs[kind].push((await once(kind, viewers, sends)) / sends);
	}
	// Neighbours in time share the machine's mood, so ratios are taken run by run.
	const against = (peer: 'bare' | 'socketio', own: 'stream' | 'board' = 'stream') =>
		cpuMs[own].map((ms, run) => ms / cpuMs[peer][run]!);
	const verdicts: Verdict[] = [
		judge(GOALS.fanoutVsBare, against('bare'), `${viewers}`),
		judge(GOALS.fanoutOfLane, against('bare', 'board'), `${viewers}`),
		judge(GOALS.fanoutVsSocketIo, against('socketio'), `${viewers}`)
	];
	return {
		verdicts,
		raw: {
			viewers,
			sends,
			cpuMsPerSend: cpuMs,
			medianMs: Object.fromEntries(KINDS.map((kind) => [kind, median(cpuMs[kind])]))
		}
	};
}
