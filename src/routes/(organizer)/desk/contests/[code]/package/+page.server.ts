import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { PASSPHRASE_LENGTH } from '#lib/server/contest/package-moving-seal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { mayDo } = await deskContest(app().database.read, locals.actor, params.code, 'contest.export');
	return { mayMove: mayDo('contest.move'), passphraseLength: PASSPHRASE_LENGTH };
};
