import { fail } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { runForm } from '#lib/server/command/form.ts';
import { openCode } from '#lib/server/screens/open-code.ts';
import { cookieOfWindow } from '#lib/server/screens/screen-actor.ts';
import { screenState } from '#lib/server/screens/screen-state.ts';
import type { Actions, PageServerLoad } from './$types';

const YEAR_S = 365 * 24 * 3600;

// All screens of a hall may stand behind one address.
const codes = rateLimit({ allowed: 60, windowMs: 15 * 60_000 });

export const load: PageServerLoad = async ({ cookies, locals, url, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	const n = url.searchParams.get('n');
	const { database, config } = app();
	const asking = { locale: locals.locale, origin: config.origin ?? url.origin, now: new Date() };
	return {
		n,
		host: url.host,
		shown: await screenState(database.read, cookies.get(cookieOfWindow(n)), asking)
	};
};

export const actions: Actions = {
	/** A secret for whoever has none that is good for anything. */
	code: async (event) => {
		const { cookies, url, locals } = event;
		const name = cookieOfWindow(url.searchParams.get('n'));
		const { database } = app();
		const asking = { locale: locals.locale, origin: url.origin, now: new Date() };
		const { kind } = await screenState(database.read, cookies.get(name), asking);
		if (kind !== 'unknown') return { done: true as const };
		if (codes.take(event.getClientAddress(), Date.now()) > 0) return fail(429);
		const opened = await runForm(event, openCode, {});
		if (!('done' in opened) || !opened.value.secret) return fail(503);
		cookies.set(name, opened.value.secret, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			// Halls often have a server without https on their own network.
			secure: url.protocol === 'https:',
			maxAge: YEAR_S
		});
		return { done: true as const };
	}
};
