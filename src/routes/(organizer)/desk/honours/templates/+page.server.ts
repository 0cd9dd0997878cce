import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { templatesFor } from '#lib/server/honours/templates/template-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor } }) => {
	allowAnywhere(actor, 'award-template.read');
	return {
		templates: await templatesFor(app().database.read, actor),
		maySave: mayAnywhere(actor, 'award-template.save')
	};
};
