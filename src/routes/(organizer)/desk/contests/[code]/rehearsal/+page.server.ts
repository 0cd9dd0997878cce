import { error, fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { ownOrigin } from '#lib/server/realtime/attach.ts';
import { deleteRehearsal } from '#lib/server/rehearsal/delete-copy.ts';
import { REHEARSAL_SPEEDS } from '#lib/server/rehearsal/make-copy.ts';
import { TROUBLES } from '#lib/server/rehearsal/mix.ts';
import { rehearsalFacts } from '#lib/server/rehearsal/rehearsal-facts.ts';
import { rehearsalsOf } from '#lib/server/rehearsal/rehearsals-query.ts';
import { runningRehearsal } from '#lib/server/rehearsal/running.ts';
import { startHere } from '#lib/server/rehearsal/start-here.ts';
import { stopRehearsal } from '#lib/server/rehearsal/stop-rehearsal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'rehearsal.run');
	const facts = await rehearsalFacts(read, contest.id);
	return {
		key: newId(),
		of: facts?.of ?? null,
		copies: await rehearsalsOf(read, contest.code),
		busyWith: runningRehearsal()?.of ?? null,
		troubles: TROUBLES,
		speeds: REHEARSAL_SPEEDS
	};
};

export const actions: Actions = {
	start: async (event) => {
		const { database } = app();
		const { contest } = await deskContest(
			database.read,
			event.locals.actor,
			event.params.code,
			'rehearsal.run'
		);
		const origin = ownOrigin();
		if (!origin) error(503);
		const form = await event.request.formData();
		const { rounds, mix = [], speed } = fieldsOf(form);
		const outcome = await startHere(database, {
			actor: event.locals.actor,
			contest,
			origin,
			rounds: rounds === 'first' ? 'first' : 'all',
			fields: { mix, speed },
			key: String(form.get('key') ?? '') || undefined,
			requestId: event.locals.requestId
		});
		if (!outcome.ok) return refusedForm(event, outcome.refusal, { rounds, speed });
		return { done: true as const };
	},
	stop: async (event) => {
		const { contestId } = fieldsOf(await event.request.formData());
		return runForm(event, stopRehearsal, { contestId, stop: 'yes' });
	},
	delete: async (event) => {
		const { contestId } = fieldsOf(await event.request.formData());
		if (!contestId) return fail(400);
		return runForm(event, deleteRehearsal, { contestId });
	}
};
