import { untrack } from 'svelte';
import { deviceNow, Looking, QUIET_MS } from '#lib/live/looking.ts';
import { QUIZ_NAMESPACE, type QuizViewer, type StageQuiz, type TeamQuiz } from '#lib/live/quiz-protocol.ts';
import { countdownHeard, type Countdown } from './countdown.ts';

/** The time is up here: the server, which decides, is asked until it says so too. */
const AT_THE_END_MS = 400;
/** And no longer than that: a time to consult stays up until somebody presses. */
const PAST_THE_END_MS = 5000;

interface Options<View> {
	readonly roundId: string;
	readonly as: QuizViewer;
	/** As rendered; the socket takes over. */
	readonly view: View | null;
	/** Asks another way where sockets do not get through; undefined: that failed too. */
	readonly ask?: () => Promise<View | null | undefined>;
	/** The server shows this viewer nothing: it may know why. */
	readonly onnothing?: () => void;
}

/** A round's quiz as one viewer may see it, with a clock that counts down by the server's time. */
export class QuizLine<View extends StageQuiz | TeamQuiz> {
	view = $state.raw<View | null>(null);
	connection = $state<'connecting' | 'online' | 'reconnecting' | 'offline'>('connecting');
	nowMs = $state(0);
	#heardAt = $state(0);
	#countdown = $state.raw<Countdown | null>(null);
	#options: Options<View>;
	#looking: Looking;
	#looks = 0;
	#applied = 0;
	#endLookAt = 0;

	constructor(options: Options<View>) {
		this.#options = options;
		this.view = options.view;
		const { roundId, as } = options;
		this.#looking = new Looking({
			namespace: QUIZ_NAMESPACE,
			question: { roundId, as },
			news: 'changed',
			firstLooks: 3,
			look: () => this.look(),
			tick: () => this.#tick(),
			onnetwork: (isThere) => {
				if (!isThere) this.connection = 'offline';
				else if (this.connection === 'offline') this.connection = 'reconnecting';
			},
			onlost: (hadLine) => {
				// Where another way is left, only its answer says that there never was a line.
				if (this.connection !== 'offline' && (hadLine || !options.ask)) this.connection = 'reconnecting';
			}
		});
	}

	/** Of the time that runs; null where none runs. As rendered before the page is alive. */
	get leftMs(): number | null {
		if (this.nowMs === 0) return this.view?.shown?.leftMs ?? null;
		return this.#countdown && this.#countdown.endsAt - this.nowMs;
	}

	get isStale(): boolean {
		return this.nowMs > 0 && this.nowMs - this.#heardAt > QUIET_MS;
	}

	/** Begins to look; the answer ends it. For `$effect`, which must not begin anew with everything that is seen. */
	start(): () => void {
		return untrack(() => {
			this.nowMs = this.#heardAt = deviceNow();
			// As old as the page: only until the first answer.
			this.#countdown = countdownHeard(null, this.view?.shown ?? null, {
				askedAt: this.nowMs,
				answeredAt: this.nowMs
			});
			if (!navigator.onLine) this.connection = 'offline';
			return this.#looking.start();
		});
	}

	/** Asks what is shown now; an answer that comes after a newer one is dropped. */
	async look(): Promise<void> {
		const number = ++this.#looks;
		const askedAt = deviceNow();
		let view = await this.#looking.ask<View>();
		if (view === undefined) view = await this.#options.ask?.();
		if (this.#looking.isOver || number < this.#applied) return;
		if (view === undefined) {
			const isUnheard = this.connection === 'connecting' && this.#options.ask !== undefined;
			if (this.connection === 'online' || isUnheard) this.connection = 'reconnecting';
			return;
		}
		const isFirst = this.#applied === 0;
		this.#applied = number;
		this.connection = 'online';
		this.#heardAt = deviceNow();
		if (view === null) return this.#options.onnothing?.();
		const known = isFirst ? null : this.#countdown;
		this.#countdown = countdownHeard(known, view.shown, { askedAt, answeredAt: this.#heardAt });
		this.view = view;
		this.nowMs = deviceNow();
	}

	#tick(): void {
		this.nowMs = deviceNow();
		const isUp = this.#countdown !== null && this.nowMs >= this.#countdown.endsAt;
		if (!isUp || this.nowMs - this.#endLookAt < AT_THE_END_MS) return;
		// A time to consult that is up stays up until somebody presses: that is no reason to ask twice a second for ever.
		if (this.#countdown && this.nowMs - this.#countdown.endsAt > PAST_THE_END_MS) return;
		this.#endLookAt = this.nowMs;
		void this.look();
	}
}
