import { error, json, type RequestEvent } from '@sveltejs/kit';
import { may } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { execute } from '#lib/server/command/execute.ts';
import { importOf } from '#lib/server/people/import/progress.ts';
import { stopImport } from '#lib/server/people/import/stop-import.ts';
import type { RequestHandler } from './$types';

/** The import of a list, or by its own id: whoever uploaded it hears how far it is, and who covers everything. */
async function own({ locals: { actor }, params }: RequestEvent) {
	allowAnywhere(actor, 'import.apply');
	if (actor.kind !== 'account') error(404);
	const everywhere = may(actor, 'import.undo', {});
	return importOf(app().database.read, params.id ?? '', everywhere ? null : actor.accountId);
}

export const GET: RequestHandler = async (event) => json((await own(event))?.progress ?? null);

export const POST: RequestHandler = async (event) => {
	const batch = await own(event);
	if (!batch) return json(null);
	const { actor, requestId } = event.locals;
	const outcome = await execute(app().database, stopImport, {
		actor,
		input: { batchId: batch.id },
		requestId
	});
	if (!outcome.ok) error(403);
	return json(null);
};
