/** One promise of the product, as a ratio or a count; the gate is wider than the goal by the noise seen on shared machines. */
export interface Goal {
	readonly id: string;
	readonly name: string;
	readonly is: '<=' | '>=';
	readonly goal: number;
	readonly gate: number;
}

export const GOALS = {
	fanoutVsBare: { id: 'P1', name: 'fanout.board_vs_ws', is: '<=', goal: 1.05, gate: 1.25 },
	fanoutVsSocketIo: { id: 'P2', name: 'fanout.board_vs_socketio', is: '<=', goal: 0.65, gate: 0.8 },
	fanoutOfLane: { id: 'P1', name: 'fanout.socket_board_vs_ws', is: '<=', goal: 1.05, gate: 1.25 },
	accepted: { id: 'P3', name: 'viewers.accepted_per_cpu_second_vs_socketio', is: '>=', goal: 2, gate: 1 },
	heap: { id: 'P4', name: 'viewers.heap_each_vs_socketio', is: '<=', goal: 0.6, gate: 1 },
	patchSize: { id: 'P5', name: 'bytes.patch_vs_board', is: '<=', goal: 0.08, gate: 0.1 },
	ack: { id: 'P6', name: 'ack.p99_with_audience_vs_without', is: '<=', goal: 2.5, gate: 5 },
	burst: { id: 'P7', name: 'burst.to_last_screen_vs_naive', is: '<=', goal: 1 / 30, gate: 1 / 15 },
	marks: { id: 'P8', name: 'marks.durable_vs_upsert', is: '>=', goal: 0.5, gate: 0.35 },
	certificates: { id: 'P10', name: 'certificates.per_cpu_second_vs_readme', is: '>=', goal: 10, gate: 7 },
	// Late over half-way: who keeps eight kilobytes of each of ten thousand certificates misses it.
	certificateMemory: {
		id: 'P10',
		name: 'certificates.memory_late_vs_early',
		is: '<=',
		goal: 1.05,
		gate: 1.2
	},
	stalled: { id: 'P14', name: 'stalled.memory_growth_vs_socketio', is: '<=', goal: 0.15, gate: 0.3 },
	// R4: half a second to be served again, five to have everybody at one board; their gates four and two times that.
	catchUp: { id: 'R4', name: 'storm.catch_up_p95_ms', is: '<=', goal: 500, gate: 2000 },
	allEqual: { id: 'R4', name: 'storm.all_equal_seconds', is: '<=', goal: 5, gate: 10 },
	stormAck: { id: 'R4', name: 'storm.ack_p99_vs_quiet', is: '<=', goal: 2.5, gate: 5 },
	// Counts and milliseconds as people at a door feel them; their gates leave room for a machine that is shared.
	codesRead: { id: 'P11', name: 'codes.hard_frames_read_percent', is: '>=', goal: 99, gate: 97 },
	dimRead: { id: 'T11', name: 'codes.dim_frames_read_percent', is: '>=', goal: 95, gate: 90 },
	localVerdict: { id: 'T1', name: 'gate.local_verdict_p95_ms_at_6x', is: '<=', goal: 60, gate: 120 },
	deadLink: { id: 'T2', name: 'gate.verdict_on_dead_link_ms', is: '<=', goal: 450, gate: 600 },
	syncMs: { id: 'T5', name: 'gate.sync_of_500_ms', is: '<=', goal: 2000, gate: 4000 },
	syncVsSingle: { id: 'T5', name: 'gate.sync_of_500_vs_one_by_one', is: '<=', goal: 0.03, gate: 0.06 },
	gateAck: { id: 'T8', name: 'gate.ack_p95_ms', is: '<=', goal: 80, gate: 200 },
	gateAckVsInsert: { id: 'T8', name: 'gate.ack_p95_vs_plain_insert', is: '<=', goal: 10, gate: 25 },
	bundleReady: { id: 'T12', name: 'gate.roster_ready_ms_at_6x', is: '<=', goal: 2000, gate: 4000 },
	firstLoad: { id: 'P13', name: 'first_load.kilobytes_to_live_board', is: '<=', goal: 60, gate: 80 }
} as const satisfies Record<string, Goal>;

export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

export const quantile = (values: readonly number[], q: number): number =>
	[...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(q * values.length) - 1)]!;

export interface Verdict {
	readonly line: string;
	readonly holdsGate: boolean;
}

const short = (value: number) =>
	value < 0.2 ? value.toFixed(3) : value < 100 ? value.toFixed(2) : value.toFixed(0);

/** `GOAL fanout.board_vs_ws 1.03 <= 1.05 PASS (n=5, 0.98..1.09)`; MISS where only the gate holds, FAIL where not even that. */
export function judge(goal: Goal, ratios: readonly number[], what = ''): Verdict {
	const value = median(ratios);
	const within = (limit: number) => (goal.is === '<=' ? value <= limit : value >= limit);
	const holdsGate = within(goal.gate);
	const word = within(goal.goal)
		? 'PASS'
		: holdsGate
			? `MISS, gate ${goal.is} ${short(goal.gate)} holds`
			: `FAIL, gate ${goal.is} ${short(goal.gate)}`;
	const spread = `n=${ratios.length}, ${short(Math.min(...ratios))}..${short(Math.max(...ratios))}`;
	const name = what ? `${goal.name}[${what}]` : goal.name;
	return {
		line: `GOAL ${name} ${short(value)} ${goal.is} ${short(goal.goal)} ${word} (${spread})`,
		holdsGate
	};
}
