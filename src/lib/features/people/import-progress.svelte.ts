import type { SubmitFunction } from '@sveltejs/kit';

const LOOK_MS = 500;

/** How far a long list is written, asked while its form waits for the answer; `stop` leaves the rest. */
export class ImportProgress {
	isBusy = $state(false);
	isStopping = $state(false);
	/** Null until it is known, and for a short list. */
	known = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
	#address: () => string;

	constructor(address: () => string) {
		this.#address = address;
	}

	submit: SubmitFunction = () => {
		this.isBusy = true;
		this.isStopping = false;
		this.known = null;
		const looking = setInterval(() => void this.#look(), LOOK_MS);
		return async ({ update }) => {
			clearInterval(looking);
			await update({ reset: false });
			this.isBusy = false;
		};
	};

	async stop(): Promise<void> {
		this.isStopping = true;
		await fetch(this.#address(), { method: 'POST', body: new FormData() }).catch(() => {});
	}

	async #look(): Promise<void> {
		try {
			const answer = await fetch(this.#address());
			const known = answer.ok ? ((await answer.json()) as { done: number; total: number } | null) : null;
			if (known && known.total > 0) this.known = known;
		} catch {
			// The next look may arrive.
		}
	}
}
