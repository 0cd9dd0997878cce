import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { contestBanks } from '#lib/server/quiz/public-banks.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { contest, banks } = found(await contestBanks(app().database.read, params.code.toUpperCase()));
	const title = locals.locale === 'en' ? contest.titleEn : contest.titleVi;
	return { contest: { code: contest.code, title, isInvented: contest.isInvented }, banks };
};
