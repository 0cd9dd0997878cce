import { untrack } from 'svelte';
import { deviceNow, Looking, QUIET_MS } from '#lib/live/looking.ts';
import {
	PROGRAMME_NAMESPACE,
	type ProgrammeAnswer,
	type ProgrammeShown
} from '#lib/live/programme-protocol.ts';
import { standingAt } from './programme-words.ts';

interface Options {
	readonly conferenceId: string;
	/** As rendered; the socket takes over. */
	readonly shown: ProgrammeShown | null;
	/** The server's clock when the page was rendered, in milliseconds since 1970. */
	readonly now: number;
	/** Something that everybody may see changed: for pages that show more. */
	readonly onnews?: () => void;
}

const FIRST_LOOKS = 3;

/** The released programme on this device, by the server's clock: it runs on by itself where there is no network. */
export class LiveProgramme {
	shown = $state.raw<ProgrammeShown | null>(null);
	/** By the server's clock, in milliseconds since 1970. */
	nowMs = $state(0);
	isOnline = $state(false);
	/** The first answer is still awaited: nothing is lost yet. */
	isConnecting = $state(true);
	#heardAt = $state(0);
	#tickedAt = $state(0);
	#question: { conferenceId: string; sign?: string };
	#offset = 0;
	#roundTrip = Number.POSITIVE_INFINITY;
	#rendered: number;
	#looking: Looking;

	constructor({ conferenceId, shown, now, onnews }: Options) {
		this.shown = shown;
		this.nowMs = this.#rendered = now;
		this.#question = { conferenceId };
		this.#looking = new Looking({
			namespace: PROGRAMME_NAMESPACE,
			question: this.#question,
			news: 'changed',
			firstLooks: FIRST_LOOKS,
			look: (anew) => this.#look(anew),
			tick: () => this.#tick(),
			onlost: () => (this.isOnline = this.isConnecting = false),
			...(onnews ? { onnews } : {})
		});
	}

	/** Nobody has confirmed for a while what is shown: it may be old. */
	get isStale(): boolean {
		return this.#heardAt > 0 && this.#tickedAt - this.#heardAt > QUIET_MS;
	}

	/** Begins to look; the answer ends it. For `$effect`, which must not begin again whenever something was seen. */
	start(): () => void {
		return untrack(() => {
			this.#offset = this.#rendered - deviceNow();
			this.#heardAt = deviceNow();
			return this.#looking.start();
		});
	}

	/** One hall's items on the day that a page shows, with what runs and what comes next. */
	hall(hallId: string, day: string) {
		return standingAt(this.shown?.items ?? [], hallId, day, this.nowMs);
	}

	/** A speech's clock as it shows at this moment; null where it was never pressed. */
	clock(speechId: string) {
		const clock = this.shown?.clocks.find((each) => each.speechId === speechId);
		if (!clock) return null;
		const since = clock.state === 'running' ? Math.max(0, this.nowMs - clock.at) : 0;
		return { state: clock.state, elapsedMs: Math.round(clock.elapsedMs + since) };
	}

	#tick(): void {
		this.#tickedAt = deviceNow();
		this.nowMs = this.#tickedAt + this.#offset;
	}

	async #look(anew: boolean): Promise<void> {
		const askedAt = deviceNow();
		const answer = await this.#looking.ask<ProgrammeAnswer>();
		if (this.#looking.isOver) return;
		if (answer !== undefined) this.isConnecting = false;
		if (answer === undefined) {
			this.isOnline = false;
			return;
		}
		this.isOnline = true;
		const answeredAt = (this.#heardAt = deviceNow());
		if (answer === null) return;
		const roundTrip = answeredAt - askedAt;
		// The quickest answer knows the server's clock best.
		if (anew || roundTrip < this.#roundTrip) {
			this.#roundTrip = roundTrip;
			this.#offset = answer.serverTime - (askedAt + answeredAt) / 2;
		}
		this.#question.sign = answer.sign;
		if (answer.programme) this.shown = answer.programme;
		this.#tick();
	}
}
