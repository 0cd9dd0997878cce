import { toBase64Url } from '#lib/live/hand-over/chain.ts';
import { letterId, type HandedOver } from '#lib/live/hand-over/letter.ts';
import { openJournal, type JournalStore } from '#lib/offline/journal-store.ts';
import type { Letter } from '#lib/offline/letter.ts';

/** What the server answered to one letter, for whoever carried it. */
export type Delivered =
	| ({ readonly ok: true } & HandedOver)
	| { readonly ok: false; readonly letter: string; readonly text: string };

const AGAIN_MS = 5_000;
const ANSWER_MS = 15_000;

/** Letters that other tablets handed over to this one: on its disk until the server has answered. */
export class LetterBox {
	waiting = $state.raw<readonly Letter[]>([]);
	delivered = $state.raw<readonly Delivered[]>([]);
	/** The server wants the PIN first. */
	isAsleep = $state(false);

	readonly #proof: () => string | null;
	#store: JournalStore | null = null;
	#again: ReturnType<typeof setTimeout> | undefined;
	#isBusy = false;
	readonly #back = () => void this.deliver();

	/** `proof`: what proves that the PIN was given, where a cookie does not. */
	constructor(proof: () => string | null = () => null) {
		this.#proof = proof;
	}

	async open(): Promise<void> {
		this.#store = await openJournal();
		this.waiting = await this.#store.letters();
		addEventListener('online', this.#back);
		void this.deliver();
	}

	close(): void {
		removeEventListener('online', this.#back);
		clearTimeout(this.#again);
	}

	/** Resolves when the letter is on this tablet's disk; sending follows by itself. */
	async take(bytes: Uint8Array): Promise<void> {
		const letter = { id: letterId(bytes), text: toBase64Url(bytes), receivedAt: Date.now() };
		await this.#store?.keepLetter(letter);
		this.waiting = [...this.waiting.filter(({ id }) => id !== letter.id), letter];
		void this.deliver();
	}

	/** Sends what waits, oldest first. What has no answer stays, and goes again. */
	async deliver(): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		clearTimeout(this.#again);
		try {
			for (const letter of this.waiting) {
				const answer = await this.#send(letter);
				if (!answer) break;
				this.delivered = [...this.delivered, answer];
				await this.#store?.dropLetter(letter.id);
				this.waiting = this.waiting.filter(({ id }) => id !== letter.id);
			}
		} finally {
			this.#isBusy = false;
		}
		if (this.waiting.length > 0) this.#again = setTimeout(() => void this.deliver(), AGAIN_MS);
	}

	/** Null where no answer came, or one that says: later. */
	async #send({ id, text }: Letter): Promise<Delivered | null> {
		try {
			const response = await fetch('/api/judge/hand-over', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ wake: this.#proof(), letter: text }),
				signal: AbortSignal.timeout(ANSWER_MS)
			});
			const answer = (await response.json()) as
				{ ok: true; value: HandedOver } | { ok: false; refused: { code: string; text: string } };
			this.isAsleep = !answer.ok && answer.refused.code === 'judging_asleep';
			if (answer.ok) return { ok: true, ...answer.value };
			if (this.isAsleep || answer.refused.code === 'judging_unavailable') return null;
			return { ok: false, letter: id, text: answer.refused.text };
		} catch {
			return null;
		}
	}
}
