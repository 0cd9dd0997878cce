import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { contestPackage } from '#lib/server/contest/package-export.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'contest.export');
	return new Response(JSON.stringify(await contestPackage(read, contest.id)), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${contest.code}.json"`
		}
	});
};
