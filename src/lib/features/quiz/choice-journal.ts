import type { ChoiceTaken } from '#lib/live/quiz-protocol.ts';

/** A choice as the tablet keeps it until the server has answered. */
export interface KeptChoice {
	/** The idempotency key: the same again changes nothing. */
	readonly key: string;
	readonly askedId: string;
	readonly choice: number;
	/** It was sent at least once, and nobody knows whether it arrived. */
	readonly isTried: boolean;
}

export type Refused = Extract<ChoiceTaken, { ok: false }> & { readonly choice: KeptChoice };

interface Keeping {
	getItem(name: string): string | null;
	setItem(name: string, text: string): void;
}

interface Options {
	readonly name: string;
	readonly keeping: Keeping;
	/** Null: nobody knows whether it arrived. */
	readonly send: (choice: KeptChoice) => Promise<ChoiceTaken | null>;
}

/**
 * A team's choices in their order: written down before they are sent, sent one after the other, dropped once they are answered. A later
 * choice waits for an earlier one that may have arrived, so that the one that counts at the server is the one that was pressed last.
 */
export class ChoiceJournal {
	#kept: readonly KeptChoice[];
	#options: Options;
	#isSending = false;

	constructor(options: Options) {
		this.#options = options;
		this.#kept = this.#read();
	}

	get kept(): readonly KeptChoice[] {
		return this.#kept;
	}

	add(choice: Omit<KeptChoice, 'isTried'>): void {
		// What never left the tablet and is no longer meant needs not be sent.
		const stays = this.#kept.filter(({ askedId, isTried }) => askedId !== choice.askedId || isTried);
		this.#keep([...stays, { ...choice, isTried: false }]);
	}

	/** Sends what is kept until something is not answered; answers what was taken and refused, and whether something is left. */
	async deliver(
		onanswer: (choice: KeptChoice, answer: ChoiceTaken) => void
	): Promise<'delivered' | 'unsent' | 'busy'> {
		if (this.#isSending) return 'busy';
		this.#isSending = true;
		try {
			for (let next = this.#kept[0]; next; next = this.#kept[0]) {
				const { key } = next;
				this.#keep(this.#kept.map((kept) => (kept.key === key ? { ...kept, isTried: true } : kept)));
				const answer = await this.#options.send(next);
				if (!answer || (!answer.ok && !answer.isFinal)) return 'unsent';
				this.#keep(this.#kept.filter((kept) => kept.key !== key));
				onanswer(next, answer);
			}
			return 'delivered';
		} finally {
			this.#isSending = false;
		}
	}

	#read(): readonly KeptChoice[] {
		try {
			return JSON.parse(this.#options.keeping.getItem(this.#options.name) ?? '[]') as KeptChoice[];
		} catch {
			return [];
		}
	}

	#keep(kept: readonly KeptChoice[]): void {
		this.#kept = kept;
		try {
			this.#options.keeping.setItem(this.#options.name, JSON.stringify(kept));
		} catch {
			// Storage is full or forbidden: choices are sent, they only do not survive a reload.
		}
	}
}
