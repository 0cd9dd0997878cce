import type { Name } from '#lib/domain/shared/name.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDecimal } from '#lib/ui/decimal.ts';

/** A name in the reader's language. */
export const inLocale = (name: Name): string => (getLocale() === 'en' ? name.en : name.vi);

/** An exact number as the reader writes it. */
export const shown = (value: string): string => formatDecimal(value, getLocale());

/** The time of day in Vietnam, whatever zone the tablet believes in. */
export const timeOfDay = (at: number): string =>
	new Date(at).toLocaleTimeString(getLocale() === 'en' ? 'en-GB' : 'vi-VN', {
		timeZone: 'Asia/Ho_Chi_Minh',
		hour: '2-digit',
		minute: '2-digit'
	});
