import { may } from '#lib/domain/access/policy.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { issuerScope } from '#lib/server/honours/award-scope.ts';
import { issuersFor } from '#lib/server/honours/issuers/issuer-query.ts';
import { issuerUnits } from '#lib/server/honours/issuers/issuer-units.ts';
import { archiveIssuer, editIssuer } from '#lib/server/honours/issuers/save-issuer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, params }) => {
	allowAnywhere(actor, 'issuer.read');
	const { read } = app().database;
	const within = await issuersFor(read, actor, 'issuer.read');
	const issuer = found(within.find(({ id }) => id === params.issuer));
	return {
		key: newId(),
		issuer,
		units: await issuerUnits(read, actor),
		maySave: may(actor, 'issuer.save', await issuerScope(read, issuer.id))
	};
};

async function run(event: RequestEvent, command: Command) {
	const form = await event.request.formData();
	const input = { ...fieldsOf(form), issuerId: event.params.issuer };
	return runForm(event, command, input, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	edit: (event) => run(event, editIssuer),
	archive: (event) => run(event, archiveIssuer)
};
