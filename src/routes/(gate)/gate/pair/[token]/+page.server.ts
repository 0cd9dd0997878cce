import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { app } from '#lib/server/app.ts';
import { runForm } from '#lib/server/command/form.ts';
import { claimGate, gatePairingByToken } from '#lib/server/gate/claim-gate.ts';
import { GATE_COOKIE, gateOf } from '#lib/server/gate/gate-session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { read } = app().database;
	return {
		pairing: await gatePairingByToken(read, event.params.token, new Date()),
		isPaired: (await gateOf(event, read)) !== null
	};
};

export const actions: Actions = {
	// A press, not the visit, pairs: a messenger that previews the link must not use it up.
	default: async (event) => {
		const input = {
			token: event.params.token,
			userAgent: event.request.headers.get('user-agent')?.slice(0, 500)
		};
		const claimed = await runForm(event, claimGate, input);
		if (!('done' in claimed) || !claimed.value.token) return claimed;
		event.cookies.set(GATE_COOKIE, claimed.value.token, {
			path: '/',
			httpOnly: true,
			sameSite: 'strict',
			// Halls often have a server without https on their own network.
			secure: event.url.protocol === 'https:',
			expires: new Date(claimed.value.expiresAt)
		});
		redirect(303, resolve('/gate'));
	}
};
