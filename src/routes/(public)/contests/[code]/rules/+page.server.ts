import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { contestHeading, rulesHistory, rulesRounds } from '#lib/server/contest/rules-query.ts';
import { askedVersion, rulesInHistory } from '#lib/server/contest/rules-in-history.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { read } = app().database;
	const contest = await contestHeading(read, params.code);
	// A draft is nobody's business yet.
	if (!contest || contest.status === 'draft') error(404, 'not found');
	const [history, rounds] = await Promise.all([
		rulesHistory(read, contest.id),
		rulesRounds(read, contest.id, locals.locale)
	]);
	const shown = askedVersion(history, url.searchParams.get('version'));
	return {
		contest: {
			code: contest.code,
			title: locals.locale === 'en' ? contest.titleEn : contest.titleVi,
			host: contest.hostName,
			isInvented: contest.isInvented
		},
		shown: shown && {
			version: shown.version,
			hash: shown.hash,
			createdAt: shown.createdAt,
			rules: shown.rules
		},
		isNewest: shown?.version === history[0]?.version,
		// Who saved a version is in the audit log; the public sees what was decided and why.
		versions: rulesInHistory(history, locals.locale, (version) => `?version=${version}`).map(
			({ by: _, ...version }) => version
		),
		rounds: rounds
			.filter(({ version }) => version !== null)
			.map(({ name, version }) => ({ name, version: version! }))
	};
};
