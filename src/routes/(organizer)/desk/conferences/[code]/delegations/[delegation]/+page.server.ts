import { fail, redirect } from '@sveltejs/kit';
import type { GenericSchema } from 'valibot';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm, statusOf } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { conferenceSetUp } from '#lib/server/conference/conference-query.ts';
import { confirmAll } from '#lib/server/conference/delegations/confirm-all.ts';
import {
	makeDelegationLinks,
	revokeDelegationLink
} from '#lib/server/conference/delegations/delegation-links.ts';
import { delegationWhole, peopleToName } from '#lib/server/conference/delegations/delegation-query.ts';
import { editDelegate } from '#lib/server/conference/delegations/edit-delegate.ts';
import { editDelegation, removeDelegation } from '#lib/server/conference/delegations/edit-delegation.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { removeDelegate } from '#lib/server/conference/delegations/remove-delegate.ts';
import { shownLinks } from '#lib/server/conference/delegations/shown-links.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { swapBack } from '#lib/server/conference/delegations/swap-back.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const read = () => app().database.read;

async function delegationHere({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const desk = await deskConference(read(), locals.actor, params.code, 'delegation.read');
	const delegation = found(await delegationWhole(read(), params.delegation));
	if (delegation.conferenceId !== desk.conference.id) found(null);
	return { ...desk, delegation };
}

export const load: PageServerLoad = async (event) => {
	const { conference, delegation, mayDo } = await delegationHere(event);
	const query = event.url.searchParams.get('q')?.trim() ?? '';
	const personId = event.url.searchParams.get('person');
	const place = { conferenceId: conference.id, unitId: delegation.unitId, query };
	const [{ categories }, people] = await Promise.all([
		conferenceSetUp(read(), conference.id),
		query ? peopleToName(read(), event.locals.actor, place) : []
	]);
	return {
		key: newId(),
		query,
		delegation,
		categories: categories.map(({ id, name }) => ({ id, name })),
		found: people,
		chosen: people.find(({ id, isNamed }) => id === personId && !isNamed) ?? null,
		isDay: ['running', 'finished'].includes(conference.status),
		maySave: mayDo('delegation.save'),
		mayLink: mayDo('delegation.link'),
		mayName: mayDo('delegate.name')
	};
};

async function run<Schema extends GenericSchema>(event: RequestEvent, command: Command<Schema, unknown>) {
	const { delegation } = await delegationHere(event);
	const form = await event.request.formData();
	const input = { ...fieldsOf(form), delegationId: delegation.id };
	return runForm(event, command, input, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	confirmAll: (event) => run(event, confirmAll),
	settings: (event) => run(event, editDelegation),
	name: (event) => run(event, nameDelegate),
	edit: (event) => run(event, editDelegate),
	move: (event) => run(event, moveDelegate),
	substitute: (event) => run(event, substituteDelegate),
	swap: (event) => run(event, swapBack),
	remove: (event) => run(event, removeDelegate),
	revoke: (event) => run(event, revokeDelegationLink),
	removeDelegation: async (event) => {
		const answer = await run(event, removeDelegation);
		if ('done' in answer) redirect(303, `/desk/conferences/${event.params.code}/delegations`);
		return answer;
	},
	link: async (event) => {
		const { conference, delegation } = await delegationHere(event);
		const form = await event.request.formData();
		const { actor, locale, requestId } = event.locals;
		const outcome = await makeDelegationLinks(app().database, {
			actor,
			input: { conferenceId: conference.id, delegationIds: [delegation.id] },
			key: String(form.get('key') ?? '') || undefined,
			requestId
		});
		if (!outcome.ok) {
			const refused = refusalWords(outcome.refusal, locale);
			return fail(statusOf(outcome.refusal), { refused, values: {} });
		}
		event.setHeaders({ 'Cache-Control': 'no-store' });
		const origin = app().config.origin ?? event.url.origin;
		return { ...(await shownLinks(outcome.links, origin, conference)), replayed: outcome.replayed };
	}
};
