import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { PEOPLE_PER_PAGE, peoplePage } from '#lib/server/people/person-query.ts';
import { unitById } from '#lib/server/people/unit-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'person.read');
	const { read } = app().database;
	const query = (url.searchParams.get('q') ?? '').slice(0, 100);
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const unit = await unitById(read, url.searchParams.get('unit') ?? '');
	const reach = await reachOf(read, actor, 'person.read');
	return {
		query,
		page,
		perPage: PEOPLE_PER_PAGE,
		unit: unit && { id: unit.id, name: unit.name },
		mayAdd: mayAnywhere(actor, 'person.save'),
		...(await peoplePage(read, reach, { query, page, unitId: unit?.id }))
	};
};
