import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { searchUnits, unitsBelow } from '#lib/server/people/unit-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'unit.read');
	const { read } = app().database;
	const query = (url.searchParams.get('q') ?? '').slice(0, 100);
	return {
		query,
		today: dayInVietnam(new Date()),
		units: query ? await searchUnits(read, query) : await unitsBelow(read, null),
		mayAdd: mayAnywhere(actor, 'unit.save')
	};
};
