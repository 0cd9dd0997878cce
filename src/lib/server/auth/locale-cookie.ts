import type { Cookies } from '@sveltejs/kit';

const LOCALES = ['vi', 'en'];
const A_YEAR_S = 365 * 24 * 3600;

/** Remembers the chosen language in this browser; anything but a language of ours changes nothing. */
export function setLocaleCookie(cookies: Cookies, locale: unknown): void {
	if (typeof locale !== 'string' || !LOCALES.includes(locale)) return;
	// Readable by scripts: the messages in the browser look for it there.
	cookies.set('kheo_locale', locale, { path: '/', maxAge: A_YEAR_S, httpOnly: false, sameSite: 'lax' });
}
