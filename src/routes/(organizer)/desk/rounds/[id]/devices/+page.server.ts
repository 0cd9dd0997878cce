import { fail } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { devicesView } from '#lib/server/desk/devices-view.ts';
import { pairingQr } from '#lib/server/desk/pairing-qr.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { inviteDevice } from '#lib/server/judging/invite-device.ts';
import { revokeDevice } from '#lib/server/judging/revoke-device.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { round } = await roundDesk(read, atDesk(locals), params.id, 'device.read');
	return {
		seats: await devicesView(read, round.contestId, round.id, new Date()),
		now: Date.now(),
		// A tablet cannot open an address that means "this machine".
		isLocal: ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
	};
};

export const actions: Actions = {
	invite: async (event) => {
		const answer = await deskForm(event, inviteDevice as Command);
		if (!('done' in answer)) return answer;
		const { pairingId, expiresAt, path } = answer.value as {
			pairingId: string;
			expiresAt: string;
			path: string | null;
		};
		if (path === null) {
			// The same request once more: the link was answered then and is stored nowhere.
			const refusal = new Refusal('desk_pairing_shown');
			return fail(409, { at: answer.at, refused: refusalWords(refusal, event.locals.locale), values: {} });
		}
		const link = event.url.origin + path;
		return { ...answer, value: { pairingId, expiresAt, link, svg: await pairingQr(link) } };
	},
	revoke: (event) => deskForm(event, revokeDevice as Command)
};
