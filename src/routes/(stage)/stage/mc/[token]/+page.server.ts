import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { app } from '#lib/server/app.ts';
import { runForm } from '#lib/server/command/form.ts';
import { claimMc, mcLink } from '#lib/server/conference/mc/claim-mc.ts';
import { MC_COOKIE, mcOf } from '#lib/server/conference/mc/mc-session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
	const { read } = app().database;
	return {
		link: await mcLink(read, event.params.token, new Date()),
		isPaired: (await mcOf(event, read)) !== null
	};
};

export const actions: Actions = {
	// A press, not the visit, pairs: a messenger that previews the link must not use it up.
	default: async (event) => {
		const input = {
			token: event.params.token,
			userAgent: event.request.headers.get('user-agent')?.slice(0, 500)
		};
		const claimed = await runForm(event, claimMc, input);
		if (!('done' in claimed) || !claimed.value.token) return claimed;
		event.cookies.set(MC_COOKIE, claimed.value.token, {
			path: '/stage/mc',
			httpOnly: true,
			sameSite: 'strict',
			// Halls often have a server without https on their own network.
			secure: event.url.protocol === 'https:',
			expires: new Date(claimed.value.expiresAt)
		});
		redirect(303, resolve('/stage/mc'));
	}
};
