import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { statusList } from '#lib/server/honours/badges/credential.ts';
import { countLookUp } from '#lib/server/honours/proof/look-ups.ts';
import type { RequestHandler } from './$types';

/** Which of a decision's badges no longer stand, for whoever checks one by other means than ours. */
export const GET: RequestHandler = async (event) => {
	countLookUp(event);
	const { config, database } = app();
	const origin = config.origin ?? event.url.origin;
	const list = found(await statusList(database.read, event.params.decision, origin, new Date()));
	return new Response(list, {
		headers: {
			'Content-Type': 'application/vc+jwt',
			'Access-Control-Allow-Origin': '*',
			'Cross-Origin-Resource-Policy': 'cross-origin'
		}
	});
};
