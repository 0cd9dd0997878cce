import { app } from '#lib/server/app.ts';
import { publicConferences } from '#lib/server/conference/conference-query.ts';
import { homeContests } from '#lib/server/contest/public-contest-query.ts';
import type { PageServerLoad } from './$types';
import { named } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const { read } = app().database;
	const [contests, conferences] = await Promise.all([homeContests(read), publicConferences(read)]);
	const titled = <Event extends { titleVi: string; titleEn: string; host: { name: string } }>({
		titleVi,
		titleEn,
		host,
		...event
	}: Event) => ({ ...event, title: locals.locale === 'en' ? titleEn : titleVi, host: host.name });
	return {
		events: [
			...contests.map(({ rounds, ...contest }) => ({
				...titled(contest),
				what: 'contest' as const,
				liveRounds: rounds.map((round) => ({ id: round.id, ...named(round, locals.locale) }))
			})),
			...conferences.map((conference) => ({
				...titled(conference),
				what: 'conference' as const,
				liveRounds: []
			}))
		].sort((a, b) => (b.startsOn ?? '').localeCompare(a.startsOn ?? ''))
	};
};
