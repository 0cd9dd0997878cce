import { exact, fixed, type ExactText } from '#lib/domain/shared/exact.ts';
import { pointsWords, type Locale } from './points.ts';

export type { Locale };

const MOST_DECIMALS = 4;

/** An exact number for people. One that does not end within four decimals is marked as an approximation. */
export function figure(value: ExactText, locale: Locale): string {
	const places = /^-?\d+(?:\.(\d+))?$/.exec(value);
	if (places && (places[1]?.length ?? 0) <= MOST_DECIMALS) return pointsWords(value, locale);
	return `≈ ${pointsWords(fixed(exact(value), MOST_DECIMALS), locale)}`;
}

/** 'A, B và C'. */
export function listed(names: readonly string[], locale: Locale): string {
	return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}
