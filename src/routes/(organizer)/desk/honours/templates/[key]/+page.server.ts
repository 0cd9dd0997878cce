import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { templateVersions } from '#lib/server/honours/templates/template-query.ts';
import { templateUnits } from '#lib/server/honours/templates/template-units.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, params }) => {
	allowAnywhere(actor, 'award-template.read');
	const { read } = app().database;
	const versions = await templateVersions(read, params.key);
	const newest = found(versions[0]);
	const units = await templateUnits(read, actor);
	return {
		template: newest.template,
		isOwn: newest.unitId !== null,
		maySave: units.length > 0,
		versions: versions.map(({ template, savedAt, note, used }) => ({
			...{ version: template.version, savedAt, note, used },
			...{ validFrom: template.validFrom, validTo: template.validTo }
		}))
	};
};
