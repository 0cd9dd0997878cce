import type { LiveClock } from './live-clock.svelte.ts';

/** Of several parts in one turn: the one that runs, else the one pressed last, else the first. */
export function chosenClock(clock: LiveClock) {
	const clocks = (clock.view?.clocks ?? []).map((shown) => ({ shown, now: clock.read(shown) }));
	return (
		clocks.find(({ now }) => now.state === 'running') ??
		clocks.toSorted((a, b) => b.shown.seq - a.shown.seq)[0] ??
		null
	);
}
