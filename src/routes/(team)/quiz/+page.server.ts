import { app } from '#lib/server/app.ts';
import { TEAM_COOKIE } from '#lib/server/quiz/team-actor.ts';
import { teamPage } from '#lib/server/quiz/team-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, locals, setHeaders, depends, url }) => {
	depends('team:tablet');
	setHeaders({ 'cache-control': 'private, no-store' });
	const isKept = url.searchParams.has('kept');
	return teamPage(app().database, cookies.get(TEAM_COOKIE), locals.locale, new Date(), { isKept });
};
