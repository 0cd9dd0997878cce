import { app } from '#lib/server/app.ts';
import { ACCOUNTS_PER_PAGE, accountsPage } from '#lib/server/auth/account-query.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'account.read');
	const { read } = app().database;
	const query = (url.searchParams.get('q') ?? '').slice(0, 100);
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const reach = await reachOf(read, actor, 'account.read');
	return { query, page, perPage: ACCOUNTS_PER_PAGE, ...(await accountsPage(read, reach, query, page)) };
};
