import { io, type Socket } from 'socket.io-client';
import { newId } from '#lib/live/id.ts';
import {
	JUDGE_NAMESPACE,
	JUDGE_PROTOCOL,
	type Answer,
	type Ask,
	type GivenMark,
	type Tell
} from '#lib/live/judge-protocol.ts';
import { DEVICE_COOKIE } from '#lib/server/auth/device-actor.ts';
import type { Tally } from './tally.ts';

type TabletSocket = Socket<
	{ tell: (tell: Tell) => void },
	{ ask: (ask: Ask, acknowledge: (answer: Answer) => void) => void }
>;

export interface RobotTabletOptions {
	readonly origin: string;
	/** The paired tablet's cookie. */
	readonly token: string;
	readonly seatId: string;
	readonly doubleTaps: boolean;
	readonly tally: Tally;
	hear(tell: Tell): void;
	/** A mark that the server does not take, with its reason. */
	refused(code: string): void;
}

/** One tablet of a robot: a socket of its own, and a journal that is written before anything is sent. */
export class RobotTablet {
	readonly #options: RobotTabletOptions;
	readonly #socket: TabletSocket;
	readonly #journal = new Map<string, GivenMark>();
	#sequence = 0;
	#isOff = false;

	constructor(options: RobotTabletOptions) {
		this.#options = options;
		this.#socket = io(options.origin + JUDGE_NAMESPACE, {
			path: '/live',
			transports: ['websocket'],
			auth: { protocol: JUDGE_PROTOCOL, appVersion: 'robot', wake: null },
			extraHeaders: { cookie: `${DEVICE_COOKIE}=${options.token}` },
			reconnectionDelay: 200,
			forceNew: true
		});
		this.#socket.on('tell', (told) => options.hear(told));
	}

	get undelivered(): number {
		return this.#journal.size;
	}

	get isConnected(): boolean {
		return this.#socket.connected;
	}

	loseNetwork(ms: number): void {
		this.#socket.disconnect();
		setTimeout(() => this.#isOff || this.#socket.connect(), ms);
	}

	close(): void {
		this.#isOff = true;
		this.#socket.disconnect();
	}

	ask(asked: Ask): Promise<Answer | null> {
		if (!this.#socket.connected) return Promise.resolve(null);
		return this.#socket
			.timeout(5000)
			.emitWithAck('ask', asked)
			.catch(() => null);
	}

	/** Writes a mark into the journal. */
	write(mark: Pick<GivenMark, 'teamId' | 'criterion' | 'value' | 'base' | 'settles'>): GivenMark {
		const given = { ...mark, id: newId(), seq: ++this.#sequence, deviceTime: Date.now() };
		this.#journal.set(given.id, given);
		this.#options.tally.make({ ...given, seatId: this.#options.seatId });
		return given;
	}

	async #send(asked: Extract<Ask, { kind: 'marks' }>): Promise<Answer | null> {
		if (!this.#socket.connected) return null;
		const { tally } = this.#options;
		const began = performance.now();
		tally.sent += asked.marks.length;
		const answer = await this.ask(asked);
		if (answer?.kind === 'marks') {
			tally.ackMs.push(performance.now() - began);
			for (const result of answer.results) tally.hear(result);
		}
		return answer;
	}

	/** Sends the whole journal; what is acknowledged leaves it. */
	async deliver(): Promise<void> {
		if (this.#journal.size === 0) return;
		const { doubleTaps, tally } = this.#options;
		const asked = { kind: 'marks' as const, marks: [...this.#journal.values()] };
		if (doubleTaps) tally.happened.doubleTaps += 1;
		const answers = await Promise.all([this.#send(asked), doubleTaps ? this.#send(asked) : null]);
		for (const answer of answers) {
			if (answer?.kind !== 'marks') continue;
			for (const result of answer.results) {
				if (this.#journal.delete(result.id) && result.status === 'refused')
					this.#options.refused(result.code);
			}
		}
	}
}
