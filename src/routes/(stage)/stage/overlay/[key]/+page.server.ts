import { app } from '#lib/server/app.ts';
import { screenState } from '#lib/server/screens/screen-state.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	const { database, config } = app();
	const asking = { locale: locals.locale, origin: config.origin ?? url.origin, now: new Date() };
	const shown = await screenState(database.read, params.key, asking);
	// The key of a display that waits for its desk is no address of an overlay.
	return {
		key: params.key,
		host: url.host,
		shown: shown.kind === 'assigned' ? shown : { kind: 'unknown' as const }
	};
};
