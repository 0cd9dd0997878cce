import { fail, type RequestEvent } from '@sveltejs/kit';
import type { GenericSchema } from 'valibot';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { confirmAll } from '#lib/server/conference/delegations/confirm-all.ts';
import { delegationHolder, delegationWriter } from '#lib/server/conference/delegations/delegation-actor.ts';
import { unitDelegation } from '#lib/server/conference/delegations/delegation-query.ts';
import { editDelegate } from '#lib/server/conference/delegations/edit-delegate.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { removeDelegate } from '#lib/server/conference/delegations/remove-delegate.ts';
import { openDelegation, sendIn } from '#lib/server/conference/delegations/send-in.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { swapBack } from '#lib/server/conference/delegations/swap-back.ts';
import { documentsOfUnit } from '#lib/server/papers/document-query.ts';
import { promiseSpeech, sendSpeech } from '#lib/server/conference/speeches/send-speech.ts';
import { speechesOfUnit } from '#lib/server/conference/speeches/speech-query.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
	const { read } = app().database;
	const now = new Date();
	const { actor, waitSeconds } = await delegationHolder(
		read,
		event.params.token,
		event.getClientAddress(),
		now
	);
	if (waitSeconds > 0) return { kind: 'wait' as const };
	if (actor.kind !== 'delegation') return { kind: 'dead' as const };
	const { conferenceId, delegationId } = actor;
	const [documents, speeches] = await Promise.all([
		documentsOfUnit(read, conferenceId, delegationId),
		speechesOfUnit(read, delegationId, now)
	]);
	return {
		kind: 'open' as const,
		key: newId(),
		token: event.params.token,
		documents: documents.length,
		speeches,
		...(await unitDelegation(read, delegationId, now))
	};
};

async function run<Schema extends GenericSchema>(event: RequestEvent, command: Command<Schema, unknown>) {
	const { database } = app();
	const form = await event.request.formData();
	const fields = fieldsOf(form);
	const { actor, waitSeconds } = await delegationWriter(
		database.read,
		event.params.token ?? '',
		event.getClientAddress(),
		new Date()
	);
	const refused = (refusal: Refusal) =>
		fail(statusOf(refusal), { refused: refusalWords(refusal, event.locals.locale), values: fields });
	if (waitSeconds > 0) return refused(new Refusal('too_many', { seconds: waitSeconds }));
	if (actor.kind !== 'delegation') return refused(new Refusal('delegation_link_dead'));
	const outcome = await execute(database, command, {
		actor,
		input: { ...fields, delegationId: actor.delegationId },
		key: String(form.get('key') ?? '') || undefined,
		requestId: event.locals.requestId
	});
	return outcome.ok ? { done: true as const, value: outcome.value } : refused(outcome.refusal);
}

export const actions: Actions = {
	name: (event) => run(event, nameDelegate),
	edit: (event) => run(event, editDelegate),
	move: (event) => run(event, moveDelegate),
	confirmAll: (event) => run(event, confirmAll),
	substitute: (event) => run(event, substituteDelegate),
	swap: (event) => run(event, swapBack),
	remove: (event) => run(event, removeDelegate),
	send: (event) => run(event, sendIn),
	promiseSpeech: (event) => run(event, promiseSpeech),
	sendSpeech: (event) => run(event, sendSpeech),
	opened: (event) => run(event, openDelegation)
};
