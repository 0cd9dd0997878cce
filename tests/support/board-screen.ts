import { received, type BoardMessage, type Shown } from '#lib/live/board-sync.ts';

/** What a screen has heard and shows, whichever way its messages come. */
export interface BoardScreen {
	/** Everything heard, oldest first. */
	readonly heard: readonly BoardMessage[];
	readonly shown: Shown | null;
	/** True once something was missed. */
	readonly isBehind: boolean;
	/** Waits until the board shown satisfies `wanted`. */
	until(wanted: (shown: Shown) => boolean, patienceMs?: number): Promise<Shown>;
}

export function boardScreen(rendered?: Shown): BoardScreen & { hear(message: BoardMessage): void } {
	const heard: BoardMessage[] = [];
	let shown: Shown | null = rendered ?? null;
	let isBehind = false;
	const waiting = new Set<() => void>();
	return {
		heard,
		get shown() {
			return shown;
		},
		get isBehind() {
			return isBehind;
		},
		hear: (message) => {
			heard.push(message);
			const result = received(shown, message);
			shown = result.shown;
			isBehind ||= result.isBehind;
			for (const look of waiting) look();
		},
		until: (wanted, patienceMs = 15_000) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(look);
					reject(new Error(`the board never came; shown: version ${shown?.version}`));
				}, patienceMs);
				const look = () => {
					if (!shown || !wanted(shown)) return;
					clearTimeout(timer);
					waiting.delete(look);
					resolve(shown);
				};
				waiting.add(look);
				look();
			})
	};
}
