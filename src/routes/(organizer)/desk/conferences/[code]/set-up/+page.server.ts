import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { conferenceSetUp } from '#lib/server/conference/conference-query.ts';
import { RIBBONS, saveCategory } from '#lib/server/conference/save-category.ts';
import { removeCheckpoint, saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { removeGate, saveGate } from '#lib/server/conference/save-gate.ts';
import { saveHall, saveZone } from '#lib/server/conference/save-hall.ts';
import { planOf, seatsOver } from '#lib/server/conference/seating/stored-plan.ts';
import { CHECKPOINT_POLICIES } from '#lib/domain/admission/checkpoint.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'conference.set-up');
	const { checkpoints, ...setUp } = await conferenceSetUp(read, conference.id);
	return {
		key: newId(),
		setUp: {
			...setUp,
			checkpoints: checkpoints.map(({ opensAt, closesAt, lateFrom, ...checkpoint }) => ({
				...checkpoint,
				opensAt: opensAt ? momentTyped(opensAt) : '',
				closesAt: closesAt ? momentTyped(closesAt) : '',
				lateFrom: lateFrom ? momentTyped(lateFrom) : ''
			}))
		},
		seatsOver: Object.fromEntries(
			await Promise.all(
				setUp.halls.map(
					async ({ id, capacity }) => [id, seatsOver(await planOf(read, id), capacity)] as const
				)
			)
		),
		ribbons: RIBBONS,
		policies: CHECKPOINT_POLICIES
	};
};

async function run(event: RequestEvent, command: Command) {
	const { read } = app().database;
	const { conference } = await deskConference(read, event.locals.actor, event.params.code);
	const form = await event.request.formData();
	const input = { ...fieldsOf(form), conferenceId: conference.id };
	return runForm(event, command, input, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	hall: (event) => run(event, saveHall as never),
	zone: (event) => run(event, saveZone as never),
	category: (event) => run(event, saveCategory as never),
	checkpoint: (event) => run(event, saveCheckpoint as never),
	removeCheckpoint: (event) => run(event, removeCheckpoint as never),
	gate: (event) => run(event, saveGate as never),
	removeGate: (event) => run(event, removeGate as never)
};
