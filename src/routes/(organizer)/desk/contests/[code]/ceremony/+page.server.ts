import { app } from '#lib/server/app.ts';
import { ceremonyStates } from '#lib/server/ceremony/desk-view.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { named } from '#lib/words/named.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'ceremony.read');
	const rounds = await ceremonyStates(read, contest.id);
	return {
		rounds: rounds.map(({ id, ceremony, ...round }) => ({
			id,
			...named(round, locals.locale),
			ceremony: ceremony && { state: ceremony.state, isConfirmed: ceremony.confirmedAt !== null }
		}))
	};
};
