import { setTimeout as wait } from 'node:timers/promises';

export interface Coalesced {
	/** Asks for the work of `key`: done at once when it rested, otherwise once more after what is running. */
	ask(key: string): void;
	/** Resolves when nothing is running or waiting. */
	settled(): Promise<void>;
}

/** The dearer the work, the longer it rests, so that publishing leaves most of the process to judges. */
const REST_FOR_WORK = 3;
/** But work that was slow because the whole machine was busy must not make boards slower still. */
const LONGEST_REST_MS = 150;

/**
 * Runs `work` for each key one at a time: the first time at once (after what is in hand, so that a judge's
 * acknowledgement goes out before), then at most every `gapMs` milliseconds however often it is asked for. Work that
 * answers false changed nothing for anybody: what comes next need not wait for the gap.
 */
export function coalesced(
	work: (key: string) => Promise<boolean>,
	{ gapMs, now = () => performance.now() }: { readonly gapMs: number; readonly now?: () => number }
): Coalesced {
	const wanted = new Set<string>();
	const running = new Map<string, Promise<void>>();

	async function run(key: string): Promise<void> {
		await new Promise((resolve) => setImmediate(resolve));
		while (wanted.delete(key)) {
			const began = now();
			const isChange = await work(key);
			const took = now() - began;
			const rest = Math.min(took * REST_FOR_WORK, LONGEST_REST_MS);
			await wait(isChange ? Math.max(gapMs - took, rest) : rest);
		}
		running.delete(key);
	}

	return {
		ask(key) {
			wanted.add(key);
			if (!running.has(key)) running.set(key, run(key));
		},
		async settled() {
			while (running.size > 0) await Promise.all(running.values());
		}
	};
}
