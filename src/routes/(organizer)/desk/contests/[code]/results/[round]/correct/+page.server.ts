import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { changeTyped, correctionChoices, correctionPreview } from '#lib/server/approvals/correction-form.ts';
import { requestCorrection } from '#lib/server/approvals/request-correction.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { appealWords } from '#lib/server/results/appeals-query.ts';
import { named } from '#lib/words/named.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { contest, round } = await deskRound(
		app().database.read,
		locals.actor,
		params.code,
		params.round,
		'result.correct'
	);
	const typed = Object.fromEntries(url.searchParams);
	return app().database.snapshot(async (read) => ({
		round: { id: round.id, ...named(round, locals.locale), state: round.state },
		choices: round.state === 'published' ? await correctionChoices(read, round.id, locals.locale) : null,
		typed,
		appeal: typed.appeal ? await appealWords(read, round.id, typed.appeal, locals.locale) : null,
		preview:
			typed.kind && round.state === 'published'
				? await correctionPreview(read, round.id, typed, locals.locale, new Date())
				: null,
		key: newId(),
		code: contest.code
	}));
};

export const actions: Actions = {
	ask: async (event) => {
		const { read } = app().database;
		const { round } = await deskRound(
			read,
			event.locals.actor,
			event.params.code,
			event.params.round,
			'result.correct'
		);
		const form = await event.request.formData();
		const fields = fieldsOf(form);
		const input = {
			roundId: round.id,
			change: changeTyped(fields),
			appealId: fields.appeal ?? null,
			reason: fields.reason ?? ''
		};
		const answer = await runForm(event, requestCorrection, input, String(form.get('key') ?? ''));
		return 'done' in answer ? { asked: answer.value } : answer;
	}
};
