import { verifyOpenedBank } from '#lib/domain/quiz/bank.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { bankProof, contestBanks } from '#lib/server/quiz/public-banks.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { read } = app().database;
	const code = params.code.toUpperCase();
	const { contest } = found(await contestBanks(read, code));
	const { opened, teams, rounds } = found(await bankProof(read, code, params.bank, locals.locale));
	const { bank, commitment, draws } = opened;
	return {
		contest: { code, title: locals.locale === 'en' ? contest.titleEn : contest.titleVi },
		bank,
		commitment,
		problems: verifyOpenedBank(opened),
		draws: draws.map(({ seq, roundId, partKey, method, result }) => ({
			seq,
			round: rounds[roundId] ?? roundId,
			roundId,
			partKey,
			method,
			packets: Object.entries(result).map(([drawer, numbers]) => ({
				drawer,
				team: teams[drawer] ?? null,
				numbers
			}))
		}))
	};
};
