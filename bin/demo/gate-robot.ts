import { io, type Socket } from 'socket.io-client';
import { applyDelta, type GateBundle } from '#lib/domain/admission/bundle.ts';
import { decide, whatOf, type Shown } from '#lib/domain/admission/decide.ts';
import {
	gateView,
	indexed,
	withPassage,
	type BundleIndex,
	type OwnPresences
} from '#lib/domain/admission/gate-view.ts';
import type { Direction } from '#lib/domain/admission/presence.ts';
import { doesCount, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { LastShown } from '#lib/domain/admission/view.ts';
import { clockOffset, type ClockOffset } from '#lib/domain/timing/clock-offset.ts';
import { newId } from '#lib/live/id.ts';
import {
	GATE_NAMESPACE,
	GATE_PROTOCOL,
	type BundleAnswer,
	type GateCondition,
	type GateStanding,
	type GateTell,
	type ScanAck,
	type ScanItem,
	type SyncAnswer
} from '#lib/live/gate-protocol.ts';
import { pairGate, type GateToPair } from './pair-gate.ts';

export interface GateRobotOptions extends GateToPair {
	/** Where its battery stands at the beginning, in percent. */
	readonly battery: number;
}

/** What a gate showed for a badge. */
export interface Showing {
	readonly code: VerdictCode;
	readonly name: string;
}

/** A robot has no queue of people before it: it waits longer for the server than a tablet's screen does. */
const PATIENCE_MS = 8_000;
const AGAIN_MS = 150;

/** A tablet at a gate: paired by its link, with a shift, a roster and a journal of its own, deciding as the scanner does. */
export class GateRobot {
	readonly #options: GateRobotOptions;
	readonly #cookie: string;
	readonly #socket: Socket;
	readonly #standing: GateStanding;
	readonly #journal: ScanItem[] = [];
	#index: BundleIndex;
	#own: OwnPresences = new Map();
	#lastShown: LastShown | null = null;
	#clock: ClockOffset | null = null;
	#seq: number;
	#renewing: Promise<void> | null = null;
	#isOffline = false;

	private constructor(options: GateRobotOptions, cookie: string, bundle: GateBundle, standing: GateStanding) {
		this.#options = options;
		this.#cookie = cookie;
		this.#standing = standing;
		this.#seq = standing.lastSeq;
		this.#index = indexed(bundle);
		this.#socket = io(options.url + GATE_NAMESPACE, {
			path: '/live',
			transports: ['websocket'],
			auth: { protocol: GATE_PROTOCOL, appVersion: 'robot' },
			extraHeaders: { cookie },
			forceNew: true
		});
		this.#socket.on('tell', (tell: GateTell) => {
			if (tell.kind === 'roster' && tell.rev > this.#index.bundle.rev) void this.#renew();
		});
		this.#socket.on('connect', () => void this.#connected());
	}

	static async start(options: GateRobotOptions): Promise<GateRobot> {
		const { cookie, bundle, standing } = await pairGate(options);
		return new GateRobot(options, cookie, bundle, standing);
	}

	get gate(): string {
		return this.#standing.gate.name;
	}

	get unsent(): number {
		return this.#journal.length;
	}

	loseNetwork(): void {
		this.#isOffline = true;
		this.#socket.disconnect();
	}

	/** The network is back: what was written down goes to the server. Answers how many records that were. */
	async findNetwork(): Promise<number> {
		this.#isOffline = false;
		this.#socket.connect();
		const waiting = this.unsent;
		await this.handIn();
		return waiting;
	}

	/** Hands in what the server has not answered. */
	async handIn(): Promise<void> {
		const items = [...this.#journal];
		if (items.length === 0) return;
		const answer = await fetch(`${this.#options.url}/api/gate/scans`, {
			method: 'POST',
			headers: { cookie: this.#cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ items, condition: this.#condition() })
		});
		if (!answer.ok) throw new Error(`scans could not be handed in: HTTP ${answer.status}`);
		const { results } = (await answer.json()) as SyncAnswer;
		const wrong = results.find(({ status }) => status !== 'stored' && status !== 'replay');
		if (wrong) throw new Error(`a scan was not taken: ${JSON.stringify(wrong)}`);
		this.#journal.splice(0, items.length);
		this.#socket.emit('beat', this.#condition());
	}

	close(): void {
		this.#isOffline = true;
		this.#socket.disconnect();
	}

	/** Shows a code to this gate, and answers what people see. */
	async show(text: string, direction: Direction = 'in'): Promise<Showing> {
		const what: Shown = { kind: 'code', text };
		const now = new Date();
		const { bundle } = this.#index;
		const checkpoint = bundle.checkpoints.find(({ id }) => id === this.#standing.checkpointIds[0])!;
		const view = gateView(this.#index, this.#own, this.#lastShown);
		const local = decide(view, checkpoint, what, now, direction);
		this.#lastShown = {
			what: whatOf(what),
			checkpointId: checkpoint.id,
			direction,
			at: now.toISOString()
		};
		const name = local.facts.delegate?.name ?? '';
		if (local.code === 'ECHO') return { code: local.code, name };
		const item: ScanItem = {
			kind: 'scan',
			id: newId(),
			seq: ++this.#seq,
			checkpointId: checkpoint.id,
			direction,
			what,
			method: 'camera',
			operatorId: this.#options.operator.id,
			tDevice: now.getTime(),
			offset: this.#clock,
			bundleRev: bundle.rev,
			bundleIssuedAt: bundle.issuedAt < now.toISOString() ? bundle.issuedAt : now.toISOString(),
			localCode: local.code,
			override: null,
			seen: null,
			offline: false
		};
		this.#journal.push(item);
		const answer = await this.#ask(item);
		const code = answer ?? local.code;
		if (!answer) this.#journal[this.#journal.indexOf(item)] = { ...item, seen: local.code, offline: true };
		if (local.facts.delegate && doesCount(code)) {
			const { personId } = local.facts.delegate;
			const { gate, deviceId } = this.#standing;
			const seen = {
				scanId: item.id,
				at: now.toISOString(),
				direction,
				gate: gate.name,
				operator: '',
				deviceId
			};
			this.#own = withPassage(this.#index, this.#own, { checkpointId: checkpoint.id, personId, seen });
		}
		return { code, name };
	}

	/** The server's answer, after which the record leaves the journal; null without network. */
	async #ask(item: ScanItem): Promise<VerdictCode | null> {
		while (this.#socket.connected) {
			const ack: ScanAck | null = await this.#socket
				.timeout(PATIENCE_MS)
				.emitWithAck('scan', item)
				.catch(() => null);
			if (!ack || (!ack.ok && ack.code !== 'too_many')) return null;
			if (ack.ok) {
				this.#journal.splice(this.#journal.indexOf(item), 1);
				return 'code' in ack.result && ack.result.code !== 'VOIDED' ? (ack.result.code as VerdictCode) : null;
			}
			await new Promise((resume) => setTimeout(resume, AGAIN_MS));
		}
		return null;
	}

	async #connected(): Promise<void> {
		const askedMs = Date.now();
		const times = await this.#socket
			.timeout(PATIENCE_MS)
			.emitWithAck('clock')
			.catch(() => null);
		if (times) this.#clock = clockOffset({ askedMs, ...times, answeredMs: Date.now() });
		this.#socket.emit('beat', this.#condition());
		await this.#renew();
	}

	#condition(): GateCondition {
		return {
			batteryPercent: Math.max(1, this.#options.battery - Math.floor(this.#seq / 12)),
			isCharging: false,
			clockOffsetMs: this.#clock?.offsetMs ?? null,
			roundTripMs: this.#clock?.roundTripMs ?? null,
			unsent: this.unsent,
			bundleRev: this.#index.bundle.rev,
			lastSeq: this.#seq,
			camera: 'working'
		};
	}

	/** One fetch at a time of what is newer than the roster here. */
	#renew(): Promise<void> {
		this.#renewing ??= this.#renewOnce().finally(() => (this.#renewing = null));
		return this.#renewing;
	}

	async #renewOnce(): Promise<void> {
		if (this.#isOffline) return;
		const { bundle } = this.#index;
		const since = `${this.#options.url}/api/gate/bundle?since=${bundle.rev}`;
		const answer = await fetch(since, { headers: { cookie: this.#cookie } }).catch(() => null);
		if (!answer?.ok) return;
		const newer = (await answer.json()) as BundleAnswer;
		if (newer.kind === 'whole') this.#index = indexed(newer.bundle);
		else {
			const renewed = applyDelta(bundle, newer.delta);
			if (renewed.kind === 'applied') this.#index = indexed(renewed.bundle);
		}
	}
}
