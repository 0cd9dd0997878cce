import { randomBytes } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { tokenOfCode } from '#lib/server/vote/enter-code.ts';
import type { Actions, PageServerLoad } from './$types';

/** Tells browsers behind one router apart, and nothing else: it lives for an hour and is tied to no ticket. */
const BROWSER_COOKIE = 'kheo_vote';

export const load: PageServerLoad = ({ cookies, url, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
	if (cookies.get(BROWSER_COOKIE)) return;
	cookies.set(BROWSER_COOKIE, randomBytes(12).toString('base64url'), {
		path: '/vote',
		httpOnly: true,
		sameSite: 'lax',
		maxAge: 3600,
		secure: url.protocol === 'https:'
	});
};

export const actions: Actions = {
	default: async (event) => {
		const typed = String((await event.request.formData()).get('code') ?? '').slice(0, 40);
		let token: string;
		try {
			token = await tokenOfCode(app().database.read, typed, {
				browser: event.cookies.get(BROWSER_COOKIE) ?? null,
				address: event.getClientAddress(),
				now: new Date()
			});
		} catch (error) {
			if (error instanceof Refusal) return refusedForm(event, error, { code: typed });
			throw error;
		}
		redirect(303, `/vote/${token}`);
	}
};
