import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { handOverOfDecision } from '#lib/server/honours/hand-over/hand-over-query.ts';
import { recordForm } from '#lib/server/honours/hand-over/record-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { award } = await deskAward(read, locals.actor, params.decision, 'award.hand-over');
	const looking = { actor: locals.actor, now: new Date() };
	const view = await handOverOfDecision(read, award.id, looking);
	const { groups } = view;
	const asked = groups.findIndex(({ group }) => String(group) === url.searchParams.get('group'));
	// The first group that is not done; after the last one, that.
	const open = groups.findIndex(({ members }) =>
		members.some(({ state, paper }) => paper !== 'revoked' && (state === 'waiting' || state === 'present'))
	);
	const at = asked >= 0 ? asked : open >= 0 ? open : groups.length - 1;
	// By its number from now on: a group that is done stays until somebody goes on.
	if (asked < 0 && groups[at]) redirect(303, `?group=${groups[at].group}`);
	const { isOpen, revoked, renewed, again, count, total } = view;
	return {
		key: newId(),
		title: award.title,
		decision: award.id,
		group: groups[at] ?? null,
		prior: groups[at - 1]?.group ?? null,
		next: groups[at + 1]?.group ?? null,
		groups: groups.length,
		isOpen,
		warnings: { revoked, renewed, again },
		outcome: { count, total }
	};
};

export const actions: Actions = { record: (event) => recordForm(event) };
