import { untrack } from 'svelte';
import { invalidate } from '$app/navigation';
import {
	clockPresses,
	clockState,
	pressClock,
	readClock,
	type ClockMark,
	type ClockPress
} from '#lib/domain/timing/stage-clock.ts';
import { CLOCK_NAMESPACE, type ClockShown, type ClockView } from '#lib/live/clock-protocol.ts';
import { newId } from '#lib/live/id.ts';
import { deviceNow as now, Looking, QUIET_MS } from '#lib/live/looking.ts';
import { Settling } from '#lib/ui/settling.svelte.ts';
import { PressJournal, type KeptPress, type PressAnswer, type RefusedPress } from './press-journal.ts';
import { believed, markSeen, type Sighting } from './sighting.ts';

const here = (at: number) => ({ run: 'device', monotonicMs: at, wallMs: at });

interface Options {
	readonly roundId: string;
	/** As rendered; the socket takes over. */
	readonly view: ClockView | null;
	/** Where presses are sent; left out by those who only look. */
	readonly pressAt?: string | undefined;
	/** Something about the stage changed: for pages that show more than the clock. */
	readonly onnews?: () => void;
}

/** The server's clock on this device: corrected by what the network takes, running on by itself where there is none. */
export class LiveClock {
	view = $state.raw<ClockView | null>(null);
	nowMs = $state(0);
	isOnline = $state(false);
	/** The first answer is still awaited: nothing is lost yet. */
	isConnecting = $state(true);
	isAsleep = $state(false);
	/** At most so far from the server's clock. */
	errorMs = $state<number | null>(null);
	kept = $state.raw<readonly KeptPress[]>([]);
	refused = $state.raw<readonly RefusedPress[]>([]);
	#sighting = $state.raw<Sighting | null>(null);
	#options: Options;
	#journal: PressJournal | null = null;
	#looking: Looking;
	#heardAt = $state(0);
	readonly settling = new Settling();

	constructor(options: Options) {
		this.#options = options;
		this.view = options.view;
		const { roundId, onnews } = options;
		this.#looking = new Looking({
			namespace: CLOCK_NAMESPACE,
			question: { roundId },
			news: 'pressed',
			firstLooks: 5,
			look: (anew) => this.look(anew),
			tick: () => (this.nowMs = now()),
			deliver: () => this.deliver(),
			onlost: () => (this.isOnline = this.isConnecting = false),
			...(onnews ? { onnews } : {})
		});
	}

	/** Nobody has confirmed for a while how the clock stands: somebody may have stopped it. */
	get isStale(): boolean {
		return this.nowMs > 0 && this.nowMs - this.#heardAt > QUIET_MS;
	}

	/** Begins to look; the answer ends it. For `$effect`, which must not begin again whenever something was seen. */
	start(): () => void {
		return untrack(() => this.#start());
	}

	#start(): () => void {
		const { roundId, pressAt, view } = this.#options;
		this.nowMs = this.#heardAt = now();
		const askedAt = now();
		if (view) this.#see({ view, askedAt, answeredAt: askedAt });
		if (pressAt) {
			this.#journal = new PressJournal({
				name: `kheo.presses:${roundId}`,
				// Named only when it is used: a browser may forbid it.
				keeping: {
					getItem: (name) => localStorage.getItem(name),
					setItem: (name, text) => localStorage.setItem(name, text)
				},
				now,
				send: (press, waitedMs) => this.#send(pressAt, press, waitedMs)
			});
			this.kept = this.#journal.kept;
		}
		void this.deliver();
		return this.#looking.start();
	}

	/** How one clock stands here and now: as the server said, and as was pressed here since. */
	mark(shown: ClockShown): ClockMark | null {
		let mark: ClockMark | null = this.#sighting ? markSeen(this.#sighting, shown) : null;
		const turn = this.view?.turn;
		for (const press of this.kept) {
			if (press.teamId !== turn?.teamId || press.partKey !== shown.path) continue;
			const answer = pressClock(mark, press.kind, here(press.pressedAt));
			if (answer.ok) mark = answer.mark;
		}
		return mark;
	}

	read(shown: ClockShown) {
		const mark = this.mark(shown);
		const state = mark ? clockState(mark) : shown.state;
		const { elapsedMs } = mark ? readClock(mark, here(this.nowMs)) : shown;
		return { state, elapsedMs: Math.round(elapsedMs), presses: clockPresses(state) };
	}

	/** Written down at once, sent as soon as there is a network. */
	async press(shown: ClockShown, kind: ClockPress): Promise<void> {
		const turn = this.view?.turn;
		if (!turn || !this.#journal || this.settling.isOn) return;
		this.settling.begin();
		const seen = this.#sighting;
		this.#journal.add({
			pressId: newId(),
			teamId: turn.teamId,
			partKey: shown.path,
			attempt: turn.attempt,
			kind,
			pressedAt: now(),
			deviceTime: Date.now(),
			clockOffsetMs: seen
				? Math.round(Date.now() - now() + (seen.askedAt + seen.answeredAt) / 2 - seen.view.serverTime)
				: null
		});
		this.kept = this.#journal.kept;
		this.nowMs = now();
		await this.deliver();
	}

	async deliver(): Promise<void> {
		const journal = this.#journal;
		if (!journal || journal.kept.length === 0) return;
		const { refused, stopped } = await journal.deliver();
		this.isAsleep = stopped === 'asleep';
		if (refused.length > 0) this.refused = [...this.refused, ...refused];
		// The answer is looked at before what was pressed here is forgotten: the clock must not show the past for a moment.
		await this.look();
		this.kept = journal.kept;
		if (stopped === null) await invalidate('desk:round');
	}

	/** Asks the server what its clock shows; `anew`: whatever was believed so far. */
	async look(anew = false): Promise<void> {
		const askedAt = now();
		const view = await this.#looking.ask<ClockView>();
		if (this.#looking.isOver) return;
		if (view !== undefined) this.isConnecting = false;
		if (view === null) return;
		if (view === undefined) {
			this.isOnline = false;
			if (this.#looking.isConnected) this.isConnecting = false;
			return;
		}
		if (anew) this.#sighting = null;
		this.isOnline = true;
		this.#heardAt = now();
		this.#see({ view, askedAt, answeredAt: this.#heardAt });
	}

	#see(fresh: Sighting): void {
		const before = this.view?.turn;
		const believedNow = believed(this.#sighting, fresh);
		this.#sighting = believedNow;
		this.view = believedNow.view;
		this.errorMs = Math.ceil((believedNow.answeredAt - believedNow.askedAt) / 2);
		const { turn } = believedNow.view;
		if (before?.teamId !== turn?.teamId || before?.attempt !== turn?.attempt) void invalidate('desk:round');
	}

	async #send(to: string, press: KeptPress, waitedMs: number): Promise<PressAnswer> {
		const { pressedAt: _, ...asked } = press;
		try {
			const response = await fetch(to, {
				method: 'POST',
				redirect: 'manual',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ ...asked, waitedMs })
			});
			// A tablet that sleeps is sent to where its PIN is asked.
			if (response.type === 'opaqueredirect' || response.status === 401) return { kind: 'asleep' };
			if (response.ok) return { kind: 'taken' };
			const answer = (await response.json()) as { refused?: { text: string } };
			return answer.refused ? { kind: 'refused', text: answer.refused.text } : { kind: 'unsent' };
		} catch {
			return { kind: 'unsent' };
		}
	}
}
