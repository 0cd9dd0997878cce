import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { rulesHistory, rulesRounds } from '#lib/server/contest/rules-query.ts';
import { askedVersion, rulesInHistory } from '#lib/server/contest/rules-in-history.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	const [history, rounds] = await Promise.all([
		rulesHistory(read, contest.id),
		rulesRounds(read, contest.id, locals.locale)
	]);
	const shown = askedVersion(history, url.searchParams.get('version'));
	return {
		shown: shown && {
			version: shown.version,
			hash: shown.hash,
			createdAt: shown.createdAt,
			rules: shown.rules
		},
		isNewest: shown?.version === history[0]?.version,
		versions: rulesInHistory(history, locals.locale, (version) => `?version=${version}`),
		rounds,
		templates:
			history.length === 0
				? RULES_TEMPLATES.map(({ key, name, rules }) => ({ key, name: name[locals.locale], rules }))
				: [],
		mayEdit: mayDo('rules.save'),
		saved: url.searchParams.get('saved')
	};
};
