import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import { qrPath } from '#lib/server/live/qr-path.ts';
import { bottomOf } from './bottom.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const { contest, round, shown } = found(
		await publicRound(app().database.read, params.round, locals.locale)
	);
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
