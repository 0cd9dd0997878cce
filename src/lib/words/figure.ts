import { exact, fixed, type ExactText } from '#lib/domain/shared/exact.ts';

export type Locale = 'vi' | 'en';

const MOST_DECIMALS = 4;

/** A decimal written for people: '1234.50' becomes '1.234,50' in Vietnamese and '1,234.50' in English. */
export function written(decimal: string, locale: Locale): string {
	const [, sign, whole, places] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? ['', '', decimal, undefined];
	const [group, point] = locale === 'vi' ? ['.', ','] : [',', '.'];
	const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, group);
	return `${sign ? '−' : ''}${grouped}${places === undefined ? '' : point + places}`;
}

/** An exact number for people. One that does not end within four decimals is marked as an approximation. */
export function figure(value: ExactText, locale: Locale): string {
	const places = /^-?\d+(?:\.(\d+))?$/.exec(value);
	if (places && (places[1]?.length ?? 0) <= MOST_DECIMALS) return written(value, locale);
	return `≈ ${written(fixed(exact(value), MOST_DECIMALS), locale)}`;
}

/** 'A, B và C'. */
export function listed(names: readonly string[], locale: Locale): string {
	return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}
