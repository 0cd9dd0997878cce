import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import { currentVote, publicVote } from '#lib/server/vote/public-vote-query.ts';
import { voteAddress } from '#lib/server/vote/vote-address.ts';
import { bottomOf } from '../bottom.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const { read } = app().database;
	const { contest, round } = found(await publicRound(read, params.round, locals.locale));
	setHeaders({ 'Cache-Control': 'no-cache' });
	const voteId = await currentVote(read, round.id);
	return {
		contest: { title: contest.title[locals.locale] },
		round,
		view: voteId && (await publicVote(read, voteId, new Date())),
		...voteAddress(app().config.origin ?? url.origin),
		bottom: bottomOf(url.searchParams.get('bottom'))
	};
};
