import { untrack } from 'svelte';
import { ASKING_NAMESPACE, type AskingView } from '#lib/live/asking-protocol.ts';
import { Looking, QUIET_MS } from '#lib/live/looking.ts';

interface Options {
	readonly conferenceId: string;
	/** As rendered; the socket takes over. */
	readonly view: AskingView | null;
	/** Something changed, also what is not shown to everybody. */
	readonly onnews?: () => void;
}

/** The hall's questions as everybody may see them. */
export class LiveAsking {
	view = $state.raw<AskingView | null>(null);
	/** Nobody has answered for a while: what is shown may be old. */
	isStale = $state(false);
	#heardAt = Date.now();
	#options: Options;

	constructor(options: Options) {
		this.#options = options;
		this.view = options.view;
	}

	/** Begins to look; the answer ends it. For `$effect`, which must not begin anew with every word it hears. */
	start(): () => void {
		return untrack(() => {
			const { conferenceId, onnews } = this.#options;
			const looking = new Looking({
				namespace: ASKING_NAMESPACE,
				question: { conferenceId },
				news: 'changed',
				firstLooks: 1,
				look: async () => {
					const view = await looking.ask<AskingView>();
					if (view === undefined || looking.isOver) return;
					this.#heardAt = Date.now();
					this.view = view;
				},
				tick: () => {
					this.isStale = Date.now() - this.#heardAt > QUIET_MS;
				},
				...(onnews && { onnews }),
				onlost: () => {}
			});
			return looking.start();
		});
	}
}
