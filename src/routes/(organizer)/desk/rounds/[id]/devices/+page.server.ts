import { fail, type RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { devicesView } from '#lib/server/desk/devices-view.ts';
import { pairingQr } from '#lib/server/desk/pairing-qr.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { inviteDevice } from '#lib/server/judging/invite-device.ts';
import { revokeDevice } from '#lib/server/judging/revoke-device.ts';
import { teamTablets } from '#lib/server/quiz/desk-tablets.ts';
import { inviteTeamTablet, revokeTeamTablet } from '#lib/server/quiz/invite-team-tablet.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { round, mayDo } = await roundDesk(read, atDesk(locals), params.id, 'device.read');
	const now = new Date();
	return {
		seats: await devicesView(read, round.contestId, round.id, now),
		teams: await teamTablets(read, round.id, now),
		mayInviteTeam: mayDo('quiz.invite'),
		now: now.getTime(),
		// A tablet cannot open an address that means "this machine".
		isLocal: ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
	};
};

/** What the desk shows of a link that was just made; the QR is its only other form. */
async function shownLink(event: RequestEvent, command: Command, idName: string) {
	const answer = await deskForm(event, command);
	if (!('done' in answer)) return answer;
	const value = answer.value as Record<string, string> & { path: string | null };
	if (value.path === null) {
		// The same request once more: the link was answered then and is stored nowhere.
		const refusal = new Refusal('desk_pairing_shown');
		return fail(409, { at: answer.at, refused: refusalWords(refusal, event.locals.locale), values: {} });
	}
	const link = event.url.origin + value.path;
	const { expiresAt } = value;
	return { ...answer, value: { pairingId: value[idName], expiresAt, link, svg: await pairingQr(link) } };
}

export const actions: Actions = {
	invite: (event) => shownLink(event, inviteDevice as Command, 'pairingId'),
	revoke: (event) => deskForm(event, revokeDevice as Command),
	inviteTeam: (event) => shownLink(event, inviteTeamTablet as Command, 'tabletId'),
	revokeTeam: (event) => deskForm(event, revokeTeamTablet as Command)
};
