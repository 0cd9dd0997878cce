import { error } from '@sveltejs/kit';
import { IMPORT_KINDS } from '#lib/domain/people/import/table.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { importTemplate } from '#lib/server/people/import/template.ts';
import { fieldName } from '#lib/words/people.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	allowAnywhere(locals.actor, 'import.apply');
	const kind = IMPORT_KINDS.find((known) => known === params.kind);
	if (!kind) error(404, 'not found');
	const file = await importTemplate(kind, (field) => fieldName(kind, field));
	return new Response(new Uint8Array(file), {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="kheo-${kind}.xlsx"`
		}
	});
};
