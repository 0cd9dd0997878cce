import { getLocale } from '#lib/paraglide/runtime.js';
import { clockTime } from '#lib/ui/elapsed.ts';

/** 312 400 → '5:12,4' (vi), '5:12.4' (en); tenths are cut, never rounded up into the next second. */
export function timeText(durationMs: number): string {
	const tenths = Math.floor((durationMs % 1000) / 100);
	if (tenths === 0) return clockTime(durationMs);
	return `${clockTime(durationMs)}${getLocale() === 'vi' ? ',' : '.'}${tenths}`;
}
