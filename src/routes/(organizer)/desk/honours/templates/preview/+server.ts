import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { SUBJECT_KINDS } from '#lib/domain/honours/award-kind.ts';
import { sampleFacts } from '#lib/domain/honours/sample-facts.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { awardPicture } from '#lib/server/honours/printing/award-picture.ts';
import { picturesOf } from '#lib/server/honours/templates/template-for.ts';
import { templateDraft } from '#lib/server/honours/templates/template-input.ts';
import type { RequestHandler } from './$types';

const asked = v.object({ draft: templateDraft, subject: v.picklist(SUBJECT_KINDS) });

/** A template that is being edited as a picture: drawn from the same list as the file will be. */
export const POST: RequestHandler = async ({ locals: { actor, locale }, request }) => {
	allowAnywhere(actor, 'award-template.save');
	const sent = v.safeParse(asked, await request.json().catch(() => null));
	if (!sent.success) error(400, 'invalid');
	const { draft, subject } = sent.output;
	const template = { ...draft, key: '', version: 0 };
	const pictures = await picturesOf(app().database.read, [template]);
	return new Response(awardPicture(template, sampleFacts(template, subject), pictures, locale), {
		headers: { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': 'private, no-store' }
	});
};
