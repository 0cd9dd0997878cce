import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { titlesOf } from '#lib/server/honours/decisions/decision-query.ts';
import { addFromEvent } from '#lib/server/honours/recipients/add-from-event.ts';
import { moveRecipient, orderRecipients } from '#lib/server/honours/recipients/order-recipients.ts';
import { recipientsOf } from '#lib/server/honours/recipients/recipient-query.ts';
import {
	addRecipient,
	editRecipient,
	removeRecipient
} from '#lib/server/honours/recipients/save-recipient.ts';
import { sourcesOf } from '#lib/server/honours/recipients/source-query.ts';
import { lastBatch, undoBatch } from '#lib/server/honours/recipients/undo-batch.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { award, mayDo } = await deskAward(read, locals.actor, params.decision);
	const isOpen = award.state === 'draft' && (await mayDo('award.save'));
	const recipients = await recipientsOf(read, params.decision);
	const named = recipients.flatMap(({ warnings }) =>
		warnings.flatMap((warning) => (warning.kind === 'already' ? warning.decisionIds : []))
	);
	return {
		key: newId(),
		recipients,
		sources: isOpen ? await sourcesOf(read, award, { actor: locals.actor, now: new Date() }) : null,
		batch: isOpen ? await lastBatch(read, award.id) : null,
		titles: await titlesOf(read, named),
		editing: recipients.find(({ id }) => id === url.searchParams.get('edit')) ?? null
	};
};

export const actions: Actions = {
	add: (event) => awardForm(event, addRecipient),
	edit: (event) => awardForm(event, editRecipient),
	remove: (event) => awardForm(event, removeRecipient),
	move: (event) => awardForm(event, moveRecipient),
	event: (event) => awardForm(event, addFromEvent),
	undo: (event) => awardForm(event, undoBatch),
	order: (event) => awardForm(event, orderRecipients)
};
