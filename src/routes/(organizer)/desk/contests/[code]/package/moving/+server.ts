import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { moveContest } from '#lib/server/contest/package-moving-export.ts';
import { PASSPHRASE_LENGTH, sealMoving } from '#lib/server/contest/package-moving-seal.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { RequestHandler } from './$types';

/** The contest as it stands, locked with the passphrase of the form. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { database } = app();
	const { contest } = await deskContest(database.read, locals.actor, params.code, 'contest.move');
	const form = await request.formData();
	const passphrase = String(form.get('passphrase') ?? '');
	const no = (refusal: Refusal) => error(statusOf(refusal), refusalWords(refusal, locals.locale).text);
	if (passphrase.length < PASSPHRASE_LENGTH) {
		no(new Refusal('contest_moving_passphrase', { count: PASSPHRASE_LENGTH }));
	}
	const outcome = await execute(database, moveContest, {
		actor: locals.actor,
		input: { contestId: contest.id, withDrafts: form.get('withDrafts') ?? '' },
		requestId: locals.requestId
	});
	if (!outcome.ok) return no(outcome.refusal);
	return new Response(await sealMoving(JSON.stringify(outcome.value), passphrase), {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="${contest.code}.kheo"`,
			'cache-control': 'private, no-store'
		}
	});
};
