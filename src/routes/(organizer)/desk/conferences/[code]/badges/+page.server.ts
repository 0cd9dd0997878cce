import { newId } from '#lib/live/id.ts';
import {
	BADGE_FILTERS,
	BADGES_PER_PAGE,
	badgesPage,
	conferenceKeys,
	delegationNames,
	type BadgeFilter
} from '#lib/server/admission/badge-query.ts';
import { saveBadgeSettings } from '#lib/server/admission/badge-settings.ts';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { reissueBadge } from '#lib/server/admission/reissue-badge.ts';
import { rotateKey } from '#lib/server/admission/rotate-key.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { makeTemporaryBadges } from '#lib/server/conference/reception/make-temporary-badges.ts';
import { temporaryPools } from '#lib/server/conference/reception/pool-query.ts';
import { BADGE_FORMATS } from '#lib/server/documents/badges/badge-formats.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'credential.read');
	const query = (url.searchParams.get('q') ?? '').slice(0, 100);
	const asked = url.searchParams.get('show') as BadgeFilter | null;
	const filter = asked && BADGE_FILTERS.includes(asked) ? asked : 'all';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const refused = url.searchParams.get('refused');
	return {
		key: newId(),
		query,
		filter,
		page,
		perPage: BADGES_PER_PAGE,
		...(await badgesPage(read, conference.id, { query, filter, page })),
		formats: BADGE_FORMATS,
		delegations: await delegationNames(read, conference.id),
		keys: await conferenceKeys(read, conference.id),
		pools: await temporaryPools(read, conference.id),
		categories: await read.delegateCategory.findMany({
			where: { conferenceId: conference.id },
			orderBy: { position: 'asc' },
			select: { id: true, name: true }
		}),
		mayRotate: mayDo('credential.rotate-key'),
		maySetUp: mayDo('conference.set-up'),
		settings: { tokenProfile: conference.tokenProfile, isPrivate: conference.isPrivate },
		// Printing answers a file; its "no" comes back as an address.
		notPrinted: refused && refusalWords(new Refusal(refused), locals.locale).text
	};
};

async function run(event: RequestEvent, command: Command, own: Record<string, unknown> = {}) {
	const { read } = app().database;
	const { conference } = await deskConference(read, event.locals.actor, event.params.code);
	const form = await event.request.formData();
	const input = { ...fieldsOf(form), ...own, conferenceId: conference.id };
	return runForm(event, command, input, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	issue: (event) => run(event, issueBadges as never),
	change: async (event) => {
		const as = (await event.request.clone().formData()).get('as');
		return run(event, (as === 'reissue' ? reissueBadge : withdrawBadge) as never);
	},
	rotate: (event) => run(event, rotateKey as never),
	pool: async (event) => {
		const { actor } = event.locals;
		const { conference } = await deskConference(app().database.read, actor, event.params.code);
		return conferenceForm(event, conference.id, makeTemporaryBadges);
	},
	settings: (event) => run(event, saveBadgeSettings as never)
};
