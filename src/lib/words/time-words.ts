import type { Locale } from './points.ts';

/** 312 400 → '5:12,4' (vi), '5:12.4' (en); tenths are cut, never rounded up into the next second. */
export function timeWords(durationMs: number, locale: Locale): string {
	const tenths = Math.floor(durationMs / 100);
	const seconds = Math.floor(tenths / 10);
	const two = (part: number) => String(part).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const whole = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
	const rest = tenths % 10 === 0 ? '' : `${locale === 'vi' ? ',' : '.'}${tenths % 10}`;
	return `${whole}:${two(seconds % 60)}${rest}`;
}
