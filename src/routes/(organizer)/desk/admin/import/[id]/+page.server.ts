import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { FIELDS, missingFields } from '#lib/domain/people/import/columns.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allow, allowAnywhere } from '#lib/server/auth/guard.ts';
import { refusedForm, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { applyImport } from '#lib/server/people/import/apply-import.ts';
import type { ImportRequest } from '#lib/server/people/import/input.ts';
import { importScope, planHash, planImport } from '#lib/server/people/import/plan.ts';
import { stage, staged, unstage } from '#lib/server/people/import/staging.ts';
import type { Actions, PageServerLoad } from './$types';

const PROBLEMS_SHOWN = 1_000;
const ROWS_SHOWN = 300;

function accountOf({ locals }: Pick<RequestEvent, 'locals'>): string {
	return locals.actor.kind === 'account' ? locals.actor.accountId : '';
}

const counted = <T>(list: readonly T[], shown: number) => ({
	shown: list.slice(0, shown),
	total: list.length
});

async function preview(event: Pick<RequestEvent, 'locals'>, request: ImportRequest) {
	const missing = missingFields(request.kind, request.mapping);
	if (missing.length > 0) return { missing, planned: null };
	const { read } = app().database;
	const planned = await planImport(read, event.locals.actor, request, new Date());
	const { rows, problems } = planned.plan;
	const bySeverity = (severity: 'error' | 'warning') =>
		problems.filter((problem) => problem.severity === severity);
	const ofFate = (fate: string) => rows.filter((row) => row.fate === fate);
	const shown = [...ofFate('changed'), ...ofFate('new')];
	return {
		missing,
		planned: {
			consent: planHash(planned),
			errors: counted(bySeverity('error'), PROBLEMS_SHOWN),
			warnings: counted(bySeverity('warning'), PROBLEMS_SHOWN),
			counts: {
				new: ofFate('new').length,
				changed: ofFate('changed').length,
				same: ofFate('same').length
			},
			rows: counted(
				shown.map(({ row, fate, label, changes }) => ({ row, fate, label, changes })),
				ROWS_SHOWN
			)
		}
	};
}

export const load: PageServerLoad = async ({ locals, params }) => {
	allowAnywhere(locals.actor, 'import.apply');
	const { config, database } = app();
	const request = await staged(config, accountOf({ locals }), params.id);
	if (!request) return { list: null };
	allow(locals.actor, 'import.apply', await importScope(database.read, request));
	const { kind, fileName, headings, mapping, table } = request;
	return {
		list: {
			key: newId(),
			kind,
			fileName,
			headingLine: headings + 1,
			columns: mapping.map((field, column) => ({
				field,
				heading: table[headings]?.[column] ?? '',
				example:
					table
						.slice(headings + 1)
						.find((row) => row[column])
						?.[column]?.slice(0, 60) ?? ''
			})),
			fields: Object.keys(FIELDS[kind]),
			...(await preview({ locals }, request))
		}
	};
};

export const actions: Actions = {
	columns: async (event) => {
		const { config } = app();
		const request = await staged(config, accountOf(event), event.params.id);
		if (!request) return refusedForm(event, new Refusal('people_import_gone'), {});
		const form = await event.request.formData();
		const headings = Math.trunc(Number(form.get('headingLine'))) - 1;
		const known: readonly string[] = Object.keys(FIELDS[request.kind]);
		const mapping = request.mapping.map((_, column) => {
			const field = String(form.get(`column${column}`) ?? '');
			return known.includes(field) ? field : null;
		});
		const inside = headings >= 0 && headings < request.table.length ? headings : request.headings;
		await stage(config, accountOf(event), { ...request, headings: inside, mapping }, event.params.id);
		return { read: true };
	},
	apply: async (event) => {
		const { config } = app();
		const request = await staged(config, accountOf(event), event.params.id);
		if (!request) return refusedForm(event, new Refusal('people_import_gone'), {});
		const form = await event.request.formData();
		const input = { ...request, consent: String(form.get('consent') ?? '') };
		const result = await runForm(event, applyImport, input, String(form.get('key') ?? ''));
		// The whole list would come back with the answer.
		if (!('done' in result)) return fail(result.status, { refused: result.data.refused });
		await unstage(config, accountOf(event), event.params.id);
		const { created, changed } = result.value;
		redirect(303, `/desk/admin/import?created=${created}&changed=${changed}`);
	},
	discard: async (event) => {
		await unstage(app().config, accountOf(event), event.params.id);
		redirect(303, '/desk/admin/import');
	}
};
