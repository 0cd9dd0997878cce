import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { app } from '#lib/server/app.ts';
import { DEVICE_COOKIE } from '#lib/server/auth/device-actor.ts';
import { runForm } from '#lib/server/command/form.ts';
import { claimDevice } from '#lib/server/judging/claim-device.ts';
import { pairingByToken } from '#lib/server/judging/pairing-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return {
		pairing: await pairingByToken(app().database.read, params.token, new Date()),
		isPaired: locals.tablet.kind === 'device'
	};
};

export const actions: Actions = {
	// A press, not the visit, pairs: a messenger that previews the link must not use it up.
	default: async (event) => {
		const input = {
			token: event.params.token,
			userAgent: event.request.headers.get('user-agent')?.slice(0, 500)
		};
		const claimed = await runForm(event, claimDevice, input);
		if (!('done' in claimed) || !claimed.value.token) return claimed;
		event.cookies.set(DEVICE_COOKIE, claimed.value.token, {
			path: '/',
			httpOnly: true,
			sameSite: 'strict',
			// Halls often have a server without https on their own network.
			secure: event.url.protocol === 'https:',
			expires: new Date(claimed.value.expiresAt)
		});
		redirect(303, resolve('/judge'));
	}
};
