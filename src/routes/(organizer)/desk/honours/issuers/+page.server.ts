import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { issuersFor } from '#lib/server/honours/issuers/issuer-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor } }) => {
	allowAnywhere(actor, 'issuer.read');
	return {
		issuers: await issuersFor(app().database.read, actor, 'issuer.read'),
		maySave: mayAnywhere(actor, 'issuer.save')
	};
};
