import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import { qrPath } from '#lib/server/live/qr-path.ts';
import type { PageServerLoad } from './$types';

/** A share of the screen's height, in hundredths, left free below for people who stand in front of it. */
function bottomOf(asked: string | null): number {
	const share = Number(asked ?? 0);
	return Number.isFinite(share) ? Math.min(60, Math.max(0, share)) : 0;
}

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const { contest, round, shown } = found(await publicRound(app().database.read, params.round));
	setHeaders({ 'Cache-Control': 'no-cache' });
	const phone = new URL(`/contests/${encodeURIComponent(contest.code)}/rounds/${round.id}`, url).href;
	return {
		contest: { title: contest.title[locals.locale] },
		round,
		shown,
		renderedAt: Date.now(),
		phone: { href: phone, qr: qrPath(phone) },
		bottom: bottomOf(url.searchParams.get('bottom'))
	};
};
