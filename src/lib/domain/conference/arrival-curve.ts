/** Arrivals within one stretch of time and all until its end. */
export interface ArrivalBucket {
	readonly startsAt: string;
	readonly arrived: number;
	readonly total: number;
}

/** First entries by stretches of so many minutes. Who came before or after the window is in the first or the last stretch. */
export function arrivalCurve(
	arrivals: readonly string[],
	window: { readonly from: Date; readonly to: Date; readonly minutes: number }
): ArrivalBucket[] {
	const { from, to, minutes } = window;
	const step = minutes * 60_000;
	const stretches = Math.ceil((to.getTime() - from.getTime()) / step);
	if (!(step > 0) || !(stretches > 0) || stretches > 2000) throw new RangeError('no such window of arrivals');
	const counts = new Array<number>(stretches).fill(0);
	for (const at of arrivals) {
		const place = Math.floor((Date.parse(at) - from.getTime()) / step);
		const bounded = Math.min(Math.max(place, 0), stretches - 1);
		counts[bounded] = counts[bounded]! + 1;
	}
	let total = 0;
	return counts.map((arrived, place) => {
		total += arrived;
		return { startsAt: new Date(from.getTime() + place * step).toISOString(), arrived, total };
	});
}

/** Lengths of a stretch in minutes that people read a clock by. */
const STRETCHES = [5, 10, 15, 30, 60];
const MOST_STRETCHES = 36;

/** A window around all arrivals, in whole stretches of the clock, short enough to be read; null where nobody came. */
export function curveWindow(
	arrivals: readonly string[]
): { readonly from: Date; readonly to: Date; readonly minutes: number } | null {
	if (arrivals.length === 0) return null;
	const times = arrivals.map((at) => Date.parse(at));
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const window = (minutes: number) => {
		const step = minutes * 60_000;
		const from = Math.floor(first / step) * step;
		const to = (Math.floor(last / step) + 1) * step;
		return { from: new Date(from), to: new Date(to), minutes, stretches: (to - from) / step };
	};
	const fitting = STRETCHES.map(window).find(({ stretches }) => stretches <= MOST_STRETCHES);
	const { from, to, minutes } = fitting ?? window(24 * 60);
	return { from, to, minutes };
}

/** Lanes that keep the queue of the busiest stretch from growing, at so many people a minute in each lane. */
export function lanesNeeded(curve: readonly ArrivalBucket[], minutes: number, perMinute: number): number {
	const busiest = Math.max(0, ...curve.map(({ arrived }) => arrived));
	return Math.max(1, Math.ceil(busiest / (minutes * perMinute)));
}
