import { m } from '#lib/paraglide/messages.js';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { guessMapping, headingLine } from '#lib/domain/people/import/columns.ts';
import { IMPORT_KINDS, type ImportKind, type Table } from '#lib/domain/people/import/table.ts';
import { may } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { contestChoices } from '#lib/server/auth/account-query.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { refusedForm, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { importBatches } from '#lib/server/people/import/batch-query.ts';
import { importScope } from '#lib/server/people/import/plan.ts';
import { stage } from '#lib/server/people/import/staging.ts';
import { undoImport } from '#lib/server/people/import/undo-import.ts';
import { MOST_BYTES, tableFromFile, tableFromText } from '#lib/server/people/table/read-table.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, locale }, url }) => {
	allowAnywhere(actor, 'import.apply');
	const { read } = app().database;
	const reach = await reachOf(read, actor, 'import.apply');
	const contests = await contestChoices(read, reach);
	const accountId = actor.kind === 'account' ? actor.accountId : '';
	return {
		contests: contests.map(({ id, code, titleVi, titleEn }) => ({
			id,
			title: `${code} · ${locale === 'en' ? titleEn : titleVi}`
		})),
		units: await unitChoices(read, reach.everywhere ? null : reach.unitIds),
		everywhere: reach.everywhere,
		chosen: {
			kind: url.searchParams.get('kind') ?? 'units',
			contestId: url.searchParams.get('contest') ?? ''
		},
		batches: await importBatches(read, reach, accountId)
	};
};

async function uploaded(form: FormData): Promise<{ table: Table; fileName: string }> {
	const file = form.get('file');
	if (file instanceof File && file.size > 0) {
		if (file.size > MOST_BYTES) throw new Refusal('too_large', { limit: '5 MB' });
		const table = await tableFromFile(Buffer.from(await file.arrayBuffer()));
		return { table, fileName: file.name.normalize('NFC').slice(0, 200) };
	}
	return { table: tableFromText(String(form.get('pasted') ?? '')), fileName: m.people_import_pasted() };
}

async function staging(event: RequestEvent, form: FormData): Promise<string> {
	const { actor } = event.locals;
	if (actor.kind !== 'account') throw new Refusal('forbidden');
	const { database, config } = app();
	const kind: ImportKind = IMPORT_KINDS.find((known) => known === form.get('kind')) ?? 'units';
	const contestId = kind === 'teams' ? String(form.get('contestId') ?? '') || null : null;
	const underUnitId = kind === 'teams' ? null : String(form.get('underUnitId') ?? '') || null;
	const scope = await importScope(database.read, { kind, contestId, underUnitId });
	if (!may(actor, 'import.apply', scope)) throw new Refusal('forbidden');
	const { table, fileName } = await uploaded(form);
	const headings = headingLine(kind, table);
	const mapping = guessMapping(kind, table[headings] ?? []);
	const rows = table.map((row) => [...row]);
	return stage(config, actor.accountId, {
		kind,
		contestId,
		underUnitId,
		fileName,
		headings,
		mapping,
		table: rows
	});
}

export const actions: Actions = {
	upload: async (event) => {
		const form = await event.request.formData();
		let id: string;
		try {
			id = await staging(event, form);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const values = { kind: form.get('kind'), contestId: form.get('contestId'), pasted: form.get('pasted') };
			return refusedForm(event, error, values);
		}
		redirect(303, `/desk/admin/import/${id}`);
	},
	undo: async (event) => {
		const form = await event.request.formData();
		const result = await runForm(event, undoImport, { batchId: form.get('batchId') });
		return 'done' in result ? { undone: true } : result;
	}
};
