import { SUBJECT_KINDS, type SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { sampleFacts } from '#lib/domain/honours/sample-facts.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { awardPicture } from '#lib/server/honours/printing/award-picture.ts';
import { picturesOf } from '#lib/server/honours/templates/template-for.ts';
import { templateVersions } from '#lib/server/honours/templates/template-query.ts';
import type { RequestHandler } from './$types';

/** A version of a template as a picture, with a sample's words. */
export const GET: RequestHandler = async ({ locals: { actor, locale }, params, url }) => {
	allowAnywhere(actor, 'award-template.read');
	const { read } = app().database;
	const versions = await templateVersions(read, params.key);
	const asked = Number(url.searchParams.get('version')) || versions[0]?.template.version;
	const { template } = found(versions.find((one) => one.template.version === asked));
	const subject = url.searchParams.get('subject') as SubjectKind;
	const facts = sampleFacts(template, SUBJECT_KINDS.includes(subject) ? subject : 'individual');
	const svg = awardPicture(template, facts, await picturesOf(read, [template]), locale);
	return new Response(svg, {
		headers: { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': 'private, no-store' }
	});
};
