import { log } from '#lib/server/log.ts';

/** Calls `work` again and again, never twice at a time, until the returned function is called. */
export function everyBeat(beatMs: number, work: () => Promise<void>): () => void {
	let isBusy = false;
	const timer = setInterval(() => {
		if (isBusy) return;
		isBusy = true;
		work()
			.catch((error: unknown) => log.error({ err: error }, 'a heartbeat failed'))
			.finally(() => {
				isBusy = false;
			});
	}, beatMs);
	timer.unref();
	return () => clearInterval(timer);
}
