import { m } from '#lib/paraglide/messages.js';

export type Locale = 'vi' | 'en';

/** Exact decimal text as people write it: '8.25' → '8,25' in Vietnamese. Never rounded. */
export function pointsWords(exact: string, locale: Locale): string {
	const [whole = '0', fraction] = exact.replace(/^-/, '').split('.');
	const [group, comma] = locale === 'vi' ? ['.', ','] : [',', '.'];
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
	return `${exact.startsWith('-') ? '\u2212' : ''}${grouped}${fraction ? comma + fraction : ''}`;
}

/** 270 → "4 phút 30 giây". */
export function durationWords(seconds: number, locale: Locale): string {
	const minutes = Math.floor(seconds / 60);
	const rest = seconds % 60;
	const parts = [];
	if (minutes > 0) parts.push(m.rules_minutes({ count: minutes }, { locale }));
	if (rest > 0 || minutes === 0) parts.push(m.rules_seconds({ count: rest }, { locale }));
	return parts.join(' ');
}
