import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { makeDelegationLinks } from '#lib/server/conference/delegations/delegation-links.ts';
import {
	delegationList,
	delegationsAtAGlance,
	unitsToInvite
} from '#lib/server/conference/delegations/delegation-query.ts';
import { makeDelegations } from '#lib/server/conference/delegations/make-delegations.ts';
import { shownLinks } from '#lib/server/conference/delegations/shown-links.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const read = () => app().database.read;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { conference, mayDo } = await deskConference(read(), locals.actor, params.code, 'delegation.read');
	const query = url.searchParams.get('q')?.trim() ?? '';
	const maySave = mayDo('delegation.save');
	const [delegations, glance, units] = await Promise.all([
		delegationList(read(), conference.id, query),
		delegationsAtAGlance(read(), conference.id),
		maySave ? unitsToInvite(read(), conference.id, conference.hostUnitId, conference.startsOn) : []
	]);
	const refused = url.searchParams.get('refused');
	return {
		key: newId(),
		// Letters answer a file; their "no" comes back as an address.
		refused: refused && refusalWords(new Refusal(refused), locals.locale).text,
		query,
		delegations,
		glance,
		units,
		maySave,
		mayLink: mayDo('delegation.link'),
		mayImport: mayDo('import.apply')
	};
};

async function asked(event: RequestEvent) {
	const { conference } = await deskConference(read(), event.locals.actor, event.params.code);
	const form = await event.request.formData();
	const fields = fieldsOf(form);
	return { conference, fields, key: String(form.get('key') ?? '') || undefined };
}

export const actions: Actions = {
	make: async (event) => {
		const { conference, fields, key } = await asked(event);
		const { unitIds, quota } = fields;
		const quotaOf = (unitId: string) => fields[`quota.${unitId}`] || quota;
		const units = Array.isArray(unitIds)
			? unitIds.map((unitId: string) => ({ unitId, quota: quotaOf(unitId) }))
			: [];
		return runForm(event, makeDelegations, { conferenceId: conference.id, units }, key);
	},
	links: async (event) => {
		const { conference, fields, key } = await asked(event);
		const all = await delegationList(read(), conference.id);
		const chosen =
			fields.which === 'all' ? all : all.filter(({ link }) => link === 'none' || link === 'revoked');
		const input = { conferenceId: conference.id, delegationIds: chosen.map(({ id }) => id) };
		const { actor, locale, requestId } = event.locals;
		const outcome = await makeDelegationLinks(app().database, { actor, input, key, requestId });
		if (!outcome.ok) {
			return fail(statusOf(outcome.refusal), {
				refused: refusalWords(outcome.refusal, locale),
				values: fields
			});
		}
		event.setHeaders({ 'Cache-Control': 'no-store' });
		const origin = app().config.origin ?? event.url.origin;
		return { ...(await shownLinks(outcome.links, origin, conference)), replayed: outcome.replayed };
	}
};
