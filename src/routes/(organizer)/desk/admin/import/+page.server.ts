import { m } from '#lib/paraglide/messages.js';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { IMPORT_KINDS, type ImportKind } from '#lib/domain/people/import/table.ts';
import { may } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { conferenceChoices, contestChoices } from '#lib/server/auth/account-query.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { importBatches } from '#lib/server/people/import/batch-query.ts';
import { importScope } from '#lib/server/people/import/plan.ts';
import { ask } from '#lib/server/people/import/planner/ask.ts';
import { isStaged } from '#lib/server/people/import/staging.ts';
import { undoForm } from '#lib/server/people/import/undo-form.ts';
import { MOST_BYTES } from '#lib/server/people/table/read-table.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, locale }, url }) => {
	allowAnywhere(actor, 'import.apply');
	const { config, database } = app();
	const { read } = database;
	const reach = await reachOf(read, actor, 'import.apply');
	const title = (one: { code: string; titleVi: string; titleEn: string }) =>
		`${one.code} · ${locale === 'en' ? one.titleEn : one.titleVi}`;
	const contests = await contestChoices(read, reach);
	const conferences = await conferenceChoices(read, reach);
	const accountId = actor.kind === 'account' ? actor.accountId : '';
	const batches = await importBatches(read, reach, accountId);
	return {
		contests: contests.map((one) => ({ id: one.id, title: title(one) })),
		conferences: conferences.map((one) => ({ id: one.id, title: title(one) })),
		units: await unitChoices(read, reach.everywhere ? null : reach.unitIds),
		everywhere: reach.everywhere,
		chosen: {
			kind: url.searchParams.get('kind') ?? 'units',
			contestId: url.searchParams.get('contest') ?? '',
			conferenceId: url.searchParams.get('conference') ?? ''
		},
		batches: batches.map((batch) => ({
			...batch,
			/** Its list is still here, so that it can go on. */
			goesOn:
				batch.listId !== null &&
				(batch.progress.state === 'interrupted' || batch.progress.state === 'stopped') &&
				isStaged(config, accountId, batch.listId)
		}))
	};
};

async function uploaded(form: FormData): Promise<{ content: Uint8Array | string; fileName: string }> {
	const file = form.get('file');
	if (file instanceof File && file.size > 0) {
		if (file.size > MOST_BYTES) throw new Refusal('too_large', { limit: '5 MB' });
		const fileName = file.name.normalize('NFC').slice(0, 200);
		return { content: new Uint8Array(await file.arrayBuffer()), fileName };
	}
	return { content: String(form.get('pasted') ?? ''), fileName: m.people_import_pasted() };
}

async function staging(event: RequestEvent, form: FormData): Promise<string> {
	const { actor } = event.locals;
	if (actor.kind !== 'account') throw new Refusal('forbidden');
	const { database, config } = app();
	const kind: ImportKind = IMPORT_KINDS.find((known) => known === form.get('kind')) ?? 'units';
	const contestId = kind === 'teams' ? String(form.get('contestId') ?? '') || null : null;
	const conferenceId = kind === 'delegates' ? String(form.get('conferenceId') ?? '') || null : null;
	const isOfUnits = kind === 'units' || kind === 'people';
	const underUnitId = isOfUnits ? String(form.get('underUnitId') ?? '') || null : null;
	const about = { kind, contestId, conferenceId, underUnitId };
	const scope = await importScope(database.read, about);
	if (!may(actor, 'import.apply', scope)) throw new Refusal('forbidden');
	const folder = { dataFolder: config.dataFolder, accountId: actor.accountId };
	return ask(database, 'upload', { ...(await uploaded(form)), ...about, folder });
}

export const actions: Actions = {
	upload: async (event) => {
		const form = await event.request.formData();
		let id: string;
		try {
			id = await staging(event, form);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const names = ['kind', 'contestId', 'conferenceId', 'pasted'];
			const values = Object.fromEntries(names.map((name) => [name, form.get(name)]));
			return refusedForm(event, error, values);
		}
		redirect(303, `/desk/admin/import/${id}`);
	},
	undo: undoForm
};
