import { getLocale } from '#lib/paraglide/runtime.js';
import { timeWords } from '#lib/words/time-words.ts';

/** 312 400 → '5:12,4' (vi), '5:12.4' (en), in the language of the page. */
export function timeText(durationMs: number): string {
	return timeWords(durationMs, getLocale());
}
