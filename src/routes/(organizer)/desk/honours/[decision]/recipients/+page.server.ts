import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { titlesOf } from '#lib/server/honours/decisions/decision-query.ts';
import { moveRecipient, orderRecipients } from '#lib/server/honours/recipients/order-recipients.ts';
import { recipientsOf } from '#lib/server/honours/recipients/recipient-query.ts';
import {
	addRecipient,
	editRecipient,
	removeRecipient
} from '#lib/server/honours/recipients/save-recipient.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	await deskAward(read, locals.actor, params.decision);
	const recipients = await recipientsOf(read, params.decision);
	const named = recipients.flatMap(({ warnings }) =>
		warnings.flatMap((warning) => (warning.kind === 'already' ? warning.decisionIds : []))
	);
	return {
		key: newId(),
		recipients,
		titles: await titlesOf(read, named),
		editing: recipients.find(({ id }) => id === url.searchParams.get('edit')) ?? null
	};
};

export const actions: Actions = {
	add: (event) => awardForm(event, addRecipient),
	edit: (event) => awardForm(event, editRecipient),
	remove: (event) => awardForm(event, removeRecipient),
	move: (event) => awardForm(event, moveRecipient),
	order: (event) => awardForm(event, orderRecipients)
};
