import { json } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { keepTemplatePicture } from '#lib/server/honours/templates/template-picture.ts';
import { fileIn } from '#lib/server/papers/read-file.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { RequestHandler } from './$types';

/** An emblem or a frame for a template that is being edited: `{hash}`, or `{refused}` in words. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { actor, requestId, locale } = locals;
	const no = (refusal: Refusal) => {
		const { text, fields } = refusalWords(refusal, locale);
		return json({ refused: fields.file ?? text }, { status: statusOf(refusal) });
	};
	try {
		const form = await request.formData();
		const file = await fileIn(form);
		if (!file) throw fieldRefusal('file', 'paper_none');
		const input = { unitId: String(form.get('unitId') ?? ''), hash: file.hash };
		const outcome = await execute(app().database, keepTemplatePicture(file), { actor, input, requestId });
		return outcome.ok ? json(outcome.value) : no(outcome.refusal);
	} catch (error) {
		if (error instanceof Refusal) return no(error);
		throw error;
	}
};
