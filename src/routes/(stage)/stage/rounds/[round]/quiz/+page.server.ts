import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import { stageQuiz } from '#lib/server/quiz/stage-quiz.ts';
import { bottomOf } from '../bottom.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const { read } = app().database;
	const { contest, round, shown } = found(await publicRound(read, params.round, locals.locale));
	setHeaders({ 'Cache-Control': 'no-cache' });
	return {
		contest: { title: contest.title[locals.locale] },
		round,
		isInvented: shown?.view.contest.isInvented ?? false,
		quiz: await stageQuiz(read, round.id),
		bottom: bottomOf(url.searchParams.get('bottom'))
	};
};
