import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { mayLook, sentStage } from '#lib/server/honours/hand-over/look-at-stage.ts';
import type { PageServerLoad } from './$types';

/**
 * What a tablet beside the stage begins with; then it hears of every change and keeps it. As it is kept for use without network
 * (`?kept`) the page has nobody's name in it. Whoever may not (any more) still sees what is on the tablet itself.
 */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { actor } = locals;
	if (actor.kind !== 'account') {
		redirect(303, `/auth/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	}
	if (actor.mustChange) redirect(303, '/auth/account');
	setHeaders({ 'cache-control': 'private, no-store' });
	const { read } = app().database;
	const allowed = await mayLook(read, actor, params.decision);
	if (allowed === 'gone') found(null);
	const known = { decision: params.decision, account: { id: actor.accountId, name: actor.name } };
	if (url.searchParams.has('kept')) return { ...known, stage: null, isForbidden: false };
	if (allowed !== 'yes') return { ...known, stage: null, isForbidden: true };
	return { ...known, stage: await sentStage(read, params.decision, actor, new Date()), isForbidden: false };
};
