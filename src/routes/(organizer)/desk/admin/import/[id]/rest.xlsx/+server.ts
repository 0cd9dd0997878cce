import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { ask } from '#lib/server/people/import/planner/ask.ts';
import type { RequestHandler } from './$types';

/** The lines of a staged list that have errors, with their errors. */
export const GET: RequestHandler = async ({ locals: { actor, locale }, params }) => {
	allowAnywhere(actor, 'import.apply');
	const { config, database } = app();
	const accountId = actor.kind === 'account' ? actor.accountId : '';
	const list = { dataFolder: config.dataFolder, accountId, id: params.id };
	const rest = await ask(database, 'rest', { actor, list, locale }).catch((failure: unknown) => {
		if (failure instanceof Refusal) return null;
		throw failure;
	});
	if (!rest) error(404, 'not found');
	return new Response(rest.file, {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="kheo-${rest.kind}-rest.xlsx"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
