import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicContest } from '#lib/server/contest/public-contest-query.ts';
import { correctionNotices } from '#lib/server/live/public-corrections-query.ts';
import { publishedHonours } from '#lib/server/honours/roll/public-event.ts';
import { contestBanks } from '#lib/server/quiz/public-banks.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { read } = app().database;
	const code = params.code.toUpperCase();
	return {
		honours: await publishedHonours(read, { kind: 'contest', code }),
		contest: found(await publicContest(read, code, locals.locale)),
		corrections: await correctionNotices(read, code, locals.locale),
		banks: (await contestBanks(read, code))?.banks.length ?? 0
	};
};
