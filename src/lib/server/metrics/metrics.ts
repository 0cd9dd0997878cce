import { monitorEventLoopDelay } from 'node:perf_hooks';
import { registry } from './registry.ts';

function figures() {
	const own = registry();
	const sockets = new Map<string, number>();
	const lag = monitorEventLoopDelay({ resolution: 10 });
	lag.enable();
	own.gauge('kheo_sockets', 'Open sockets by channel.', () =>
		[...sockets].map(([channel, value]) => ({ labels: { channel }, value }))
	);
	own.gauge('kheo_event_loop_lag_seconds', 'Delay of the event loop since it was last asked for.', () => {
		const lines = [0.5, 0.99].map((quantile) => ({
			labels: { quantile: String(quantile) },
			value: lag.percentile(quantile * 100) / 1e9
		}));
		lag.reset();
		return lines;
	});
	own.gauge('kheo_memory_bytes', 'Memory of the process.', () => [
		{ labels: { kind: 'resident' }, value: process.memoryUsage.rss() },
		{ labels: { kind: 'heap' }, value: process.memoryUsage().heapUsed }
	]);
	return {
		text: own.text,
		requests: own.counter('kheo_requests_total', 'Requests answered, by class of status.'),
		marks: own.counter('kheo_marks_total', 'Marks written durably.'),
		ballots: own.counter('kheo_ballots_changed_total', 'Ballots begun, changed or handed in.'),
		projections: own.counter('kheo_projections_total', 'Versions of boards written, by audience.'),
		publishSeconds: own.histogram(
			'kheo_publish_seconds',
			'From the first change to both boards written, waiting included.',
			[0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
		),
		refusedViewers: own.counter(
			'kheo_viewers_refused_total',
			'Viewers turned away because a limit was reached.'
		),
		snapshots: own.counter('kheo_snapshots_total', 'Whole boards sent to viewers.'),
		sockets: {
			opened: (channel: string) => sockets.set(channel, (sockets.get(channel) ?? 0) + 1),
			closed: (channel: string) => sockets.set(channel, (sockets.get(channel) ?? 0) - 1)
		}
	};
}

// Once a process, also where vite loads modules again.
const KEY = Symbol.for('kheo.metrics');
const holder = globalThis as typeof globalThis & { [KEY]?: ReturnType<typeof figures> };

export const metrics = (holder[KEY] ??= figures());
