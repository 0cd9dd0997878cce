import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { writeList } from '#lib/server/people/import/long-import.ts';
import { ask } from '#lib/server/people/import/planner/ask.ts';
import type { StagedList } from '#lib/server/people/import/planner/list.ts';
import { importOf } from '#lib/server/people/import/progress.ts';
import { unstage } from '#lib/server/people/import/staging.ts';
import { undoForm } from '#lib/server/people/import/undo-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where the list of this page waits; each account has its own. */
function listAt({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>): StagedList {
	const accountId = locals.actor.kind === 'account' ? locals.actor.accountId : '';
	return { dataFolder: app().config.dataFolder, accountId, id: params.id ?? '' };
}

export const load: PageServerLoad = async ({ locals: { actor }, locals, params, url }) => {
	allowAnywhere(actor, 'import.apply');
	const { database } = app();
	const list = listAt({ locals, params });
	const looked = await ask(database, 'look', { actor, list }).catch((error: unknown) => {
		if (error instanceof Refusal) return null;
		throw error;
	});
	const written = ['created', 'changed'].map((name) => Number(url.searchParams.get(name) ?? Number.NaN));
	const head = await importOf(database.read, list.id, list.accountId);
	const isUnfinished =
		head !== null && ['writing', 'interrupted', 'stopped'].includes(head.progress.state) && head.listId;
	return {
		/** It was begun and not finished, by whichever process. */
		begun: isUnfinished ? { batchId: head.id, ...head.progress } : null,
		written: written.every(Number.isInteger) ? { created: written[0]!, changed: written[1]! } : null,
		list: looked && { key: newId(), ...looked }
	};
};

const gone = (event: RequestEvent) => refusedForm(event, new Refusal('people_import_gone'), {});

/** Writes a list once, however often its button is pressed; how far it is, its page asks by itself. */
async function write(event: RequestEvent, part: boolean) {
	const form = await event.request.formData();
	const list = listAt(event);
	const { actor, requestId } = event.locals;
	const { database } = app();
	const outcome = await writeList(database, {
		actor,
		list,
		part,
		consent: String(form.get('consent') ?? ''),
		key: String(form.get('key') ?? ''),
		requestId
	});
	if (outcome.ok) return outcome.value;
	// The whole list would come back with the answer.
	const { status, data } = refusedForm(event, outcome.refusal, {});
	return fail(status, { refused: data.refused });
}

async function writeAndGoOn(event: RequestEvent, part: boolean) {
	const result = await write(event, part);
	if (!('planned' in result)) return result;
	const { created, changed, planned } = result;
	// What was left when it was stopped stays here, ready to go on.
	if (created + changed < planned) redirect(303, event.url.pathname);
	const counts = `created=${created}&changed=${changed}`;
	if (part) redirect(303, `${event.url.pathname}?${counts}`);
	const { dataFolder, accountId, id } = listAt(event);
	await unstage({ dataFolder }, accountId, id);
	redirect(303, `/desk/admin/import?${counts}`);
}

export const actions: Actions = {
	columns: async (event) => {
		const form = await event.request.formData();
		const fields = Array.from({ length: 60 }, (_, column) => String(form.get(`column${column}`) ?? ''));
		const headingLine = Math.trunc(Number(form.get('headingLine')));
		const { actor } = event.locals;
		try {
			const asked = { actor, list: listAt(event), headingLine, fields };
			return (await ask(app().database, 'remap', asked)) ? { read: true } : gone(event);
		} catch (error) {
			if (error instanceof Refusal) return refusedForm(event, error, {});
			throw error;
		}
	},
	apply: (event) => writeAndGoOn(event, false),
	part: (event) => writeAndGoOn(event, true),
	undo: undoForm,
	discard: async (event) => {
		const { dataFolder, accountId, id } = listAt(event);
		await unstage({ dataFolder }, accountId, id);
		redirect(303, '/desk/admin/import');
	}
};
