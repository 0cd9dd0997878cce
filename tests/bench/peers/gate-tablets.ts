// Tablets at many gates in one process: each shows badges at a steady pace, and fetches what changed as the page does.
import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import {
	GATE_NAMESPACE,
	GATE_PROTOCOL,
	type BundleAnswer,
	type GateTell,
	type ScanAck
} from '#lib/live/gate-protocol.ts';
import { pairGate, type GateToPair, type PairedGate } from '../../../bin/demo/pair-gate.ts';
import { gateScan } from '../gate-scan.ts';
import { answering } from '../process.ts';

interface Tablet extends PairedGate {
	readonly socket: Socket;
	rev: number;
	/** The number of its last record. */
	seq: number;
	isFetching: boolean;
	wasTold: boolean;
}

const PULL_MS = 10_000;
/** Longer than a server may be late that still answers: a late answer is a figure, not the end of the bench. */
const PATIENCE_MS = 120_000;

const tablets: Tablet[] = [];
let url = '';
let operatorId = '';
let fetched = 0;

/** One fetch at a time; told of more meanwhile, one follows. */
async function renew(tablet: Tablet, rev: number): Promise<void> {
	if (tablet.isFetching || rev <= tablet.rev) return;
	tablet.isFetching = true;
	tablet.wasTold = false;
	const { cookie } = tablet;
	const answer = await fetch(`${url}/api/gate/bundle?since=${tablet.rev}`, { headers: { cookie } });
	const newer = (await answer.json()) as BundleAnswer;
	tablet.rev = Math.max(tablet.rev, newer.kind === 'whole' ? newer.bundle.rev : newer.delta.toRev);
	fetched += 1;
	tablet.isFetching = false;
}

async function pair(gate: GateToPair): Promise<void> {
	({ url } = gate);
	operatorId = gate.operator.id;
	const paired = await pairGate(gate);
	const socket: Socket = io(url + GATE_NAMESPACE, {
		path: '/live',
		transports: ['websocket'],
		auth: { protocol: GATE_PROTOCOL, appVersion: 'bench' },
		extraHeaders: { cookie: paired.cookie },
		forceNew: true
	});
	const tablet: Tablet = {
		...{ ...paired, socket, isFetching: false, wasTold: false },
		...{ rev: paired.bundle.rev, seq: paired.standing.lastSeq }
	};
	socket.on('tell', (tell: GateTell) => {
		if (tell.kind === 'roster') void renew(tablet, tell.rev);
		if (tell.kind !== 'passages') return;
		if (tell.delta.fromRev > tablet.rev) return void renew(tablet, tell.delta.toRev);
		tablet.rev = Math.max(tablet.rev, tell.delta.toRev);
		tablet.wasTold = true;
	});
	// As the page does: what is told less often than passages is asked for now and then.
	setInterval(() => tablet.wasTold && void renew(tablet, Infinity), PULL_MS).unref();
	await new Promise<void>((done, fail) => socket.once('connect', done).once('connect_error', fail));
	tablets.push(tablet);
}

/** Every tablet shows its share of the badges, so many a second, whether or not the last one was answered. */
async function show(badges: readonly string[], perSecond: number) {
	const ackMs: number[] = [];
	const ids: string[] = [];
	const odd: string[] = [];
	let refused = 0;
	const each = Math.floor(badges.length / tablets.length);
	const everyMs = 1000 / perSecond;
	const before = fetched;
	await Promise.all(
		tablets.map(async (tablet, index) => {
			const { socket, bundle, standing } = tablet;
			await wait((index * everyMs) / tablets.length);
			const began = performance.now();
			const answers: Promise<void>[] = [];
			for (let turn = 0; turn < each; turn++) {
				await wait(Math.max(0, began + turn * everyMs - performance.now()));
				const text = badges[index * each + turn]!;
				const item = gateScan({ text, operatorId, bundle, standing, seq: (tablet.seq += 1) });
				const asked = performance.now();
				const answer = socket.timeout(PATIENCE_MS).emitWithAck('scan', item) as Promise<ScanAck>;
				answers.push(
					answer.then((ack) => {
						// Put off: the tablet shows its own answer and sends the record later. A figure of its own.
						if (!ack.ok && ack.code === 'too_many') return void (refused += 1);
						ids.push(item.id);
						ackMs.push(performance.now() - asked);
						const code = ack.ok && ack.result.status === 'stored' ? ack.result.code : JSON.stringify(ack);
						if (code !== 'ADMIT') odd.push(code);
					})
				);
			}
			await Promise.all(answers);
		})
	);
	return { ackMs, ids, refused, odd: odd.slice(0, 5), fetched: fetched - before };
}

answering(
	(
		question:
			{ kind: 'pair'; gate: GateToPair } | { kind: 'show'; badges: readonly string[]; perSecond: number }
	) => (question.kind === 'pair' ? pair(question.gate) : show(question.badges, question.perSecond))
);
