import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { app } from '#lib/server/app.ts';
import { runForm } from '#lib/server/command/form.ts';
import { claimTeamTablet, invitedTeam } from '#lib/server/quiz/claim-team-tablet.ts';
import { TEAM_COOKIE } from '#lib/server/quiz/team-actor.ts';
import { named } from '#lib/words/named.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const invited = await invitedTeam(app().database.read, params.token, new Date());
	return {
		isPaired: locals.team.kind === 'team',
		invited: invited && {
			team: invited.team,
			hasTablet: invited.hasTablet,
			round: named(invited.round, locals.locale),
			contest: locals.locale === 'en' ? invited.round.contest.titleEn : invited.round.contest.titleVi
		}
	};
};

export const actions: Actions = {
	// A press, not the visit, takes the tablet into use: a messenger that previews the link must not use it up.
	default: async (event) => {
		const claimed = await runForm(event, claimTeamTablet, { token: event.params.token });
		if (!('done' in claimed) || !claimed.value.token) return claimed;
		event.cookies.set(TEAM_COOKIE, claimed.value.token, {
			path: '/',
			httpOnly: true,
			sameSite: 'strict',
			// Halls often have a server without https on their own network.
			secure: event.url.protocol === 'https:',
			expires: new Date(claimed.value.endsAt)
		});
		redirect(303, resolve('/quiz'));
	}
};
