import { untrack } from 'svelte';
import type { AttendanceFigures } from '#lib/domain/conference/attendance-report.ts';
import { ATTENDANCE_NAMESPACE, type AttendanceQuestion } from '#lib/live/attendance-protocol.ts';
import { deviceNow, Looking, QUIET_MS } from '#lib/live/looking.ts';

interface Options {
	readonly question: AttendanceQuestion;
	/** As rendered; the socket takes over. */
	readonly figures: AttendanceFigures;
	/** Something changed: for pages that show more than figures. */
	readonly onnews?: () => void;
}

/** How many are in the hall, as the server says it from moment to moment. */
export class LiveAttendance {
	figures = $state.raw<AttendanceFigures>() as AttendanceFigures;
	isOnline = $state(false);
	/** The first answer is still awaited: nothing is lost yet. */
	isConnecting = $state(true);
	/** The server no longer shows anything to whoever asks like this. */
	isOver = $state(false);
	#nowMs = $state(0);
	#heardAt = $state(0);
	#looking: Looking;

	constructor({ question, figures, onnews }: Options) {
		this.figures = figures;
		this.#looking = new Looking({
			namespace: ATTENDANCE_NAMESPACE,
			question,
			news: 'changed',
			firstLooks: 1,
			look: () => this.#look(),
			tick: () => this.#tick(),
			onlost: () => (this.isOnline = this.isConnecting = false),
			...(onnews ? { onnews } : {})
		});
	}

	/** Nobody has confirmed for a while what is shown. */
	get isStale(): boolean {
		return this.#nowMs > 0 && this.#nowMs - this.#heardAt > QUIET_MS;
	}

	get ageMs(): number {
		return Math.max(0, this.#nowMs - this.#heardAt);
	}

	/** Begins to look; the answer ends it. */
	start(): () => void {
		return untrack(() => {
			this.#nowMs = this.#heardAt = deviceNow();
			return this.#looking.start();
		});
	}

	/** Figures that came with the page, unless newer ones are known. */
	see(figures: AttendanceFigures): void {
		untrack(() => {
			if (figures.at >= this.figures.at) this.figures = figures;
		});
	}

	/** A tick a second is enough for an age in seconds. */
	#tick(): void {
		const now = deviceNow();
		if (now - this.#nowMs >= 1000) this.#nowMs = now;
	}

	async #look(): Promise<void> {
		const figures = await this.#looking.ask<AttendanceFigures>();
		if (this.#looking.isOver) return;
		if (figures === undefined) {
			if (this.#looking.isConnected) this.isConnecting = false;
			this.isOnline = false;
			return;
		}
		this.isConnecting = false;
		this.isOnline = true;
		this.isOver = figures === null;
		this.#nowMs = this.#heardAt = deviceNow();
		if (figures && figures.at >= this.figures.at) this.figures = figures;
	}
}
