import type { ClockPress } from '#lib/domain/timing/stage-clock.ts';

/** A press as the tablet keeps it until the server has answered. */
export interface KeptPress {
	readonly pressId: string;
	readonly teamId: string;
	readonly partKey: string;
	readonly attempt: number;
	readonly kind: ClockPress;
	/** By the device's monotonic clock. */
	readonly pressedAt: number;
	/** Evidence: the device's calendar clock. */
	readonly deviceTime: number;
	readonly clockOffsetMs: number | null;
}

export type PressAnswer =
	| { readonly kind: 'taken' }
	| { readonly kind: 'refused'; readonly text: string }
	/** The tablet sleeps: its PIN first. */
	| { readonly kind: 'asleep' }
	/** Nobody knows whether it arrived: the same again. */
	| { readonly kind: 'unsent' };

export interface RefusedPress extends KeptPress {
	readonly text: string;
}

interface Keeping {
	getItem(name: string): string | null;
	setItem(name: string, text: string): void;
}

/** Presses in their order: written down before they are sent, sent one after the other, dropped once they are answered. */
export class PressJournal {
	#kept: readonly KeptPress[];
	#name: string;
	#keeping: Keeping;
	#send: (press: KeptPress, waitedMs: number) => Promise<PressAnswer>;
	#now: () => number;
	#isSending = false;

	constructor(options: {
		name: string;
		keeping: Keeping;
		send: (press: KeptPress, waitedMs: number) => Promise<PressAnswer>;
		now: () => number;
	}) {
		this.#name = options.name;
		this.#keeping = options.keeping;
		this.#send = options.send;
		this.#now = options.now;
		this.#kept = this.#read();
	}

	get kept(): readonly KeptPress[] {
		return this.#kept;
	}

	add(press: KeptPress): void {
		this.#keep([...this.#kept, press]);
	}

	/** Sends what is kept until something is not answered; answers what was refused, and why it stopped. */
	async deliver(): Promise<{ refused: readonly RefusedPress[]; stopped: 'asleep' | 'unsent' | null }> {
		const refused: RefusedPress[] = [];
		if (this.#isSending) return { refused, stopped: null };
		this.#isSending = true;
		try {
			for (let press = this.#kept[0]; press; press = this.#kept[0]) {
				const waitedMs = Math.max(0, Math.round(this.#now() - press.pressedAt));
				const answer = await this.#send(press, waitedMs);
				if (answer.kind === 'asleep' || answer.kind === 'unsent') return { refused, stopped: answer.kind };
				if (answer.kind === 'refused') refused.push({ ...press, text: answer.text });
				const { pressId } = press;
				this.#keep(this.#kept.filter((kept) => kept.pressId !== pressId));
			}
			return { refused, stopped: null };
		} finally {
			this.#isSending = false;
		}
	}

	#read(): readonly KeptPress[] {
		try {
			return JSON.parse(this.#keeping.getItem(this.#name) ?? '[]') as KeptPress[];
		} catch {
			return [];
		}
	}

	#keep(kept: readonly KeptPress[]): void {
		this.#kept = kept;
		try {
			this.#keeping.setItem(this.#name, JSON.stringify(kept));
		} catch {
			// Storage is full or forbidden: the presses are sent, they only do not survive a reload.
		}
	}
}
