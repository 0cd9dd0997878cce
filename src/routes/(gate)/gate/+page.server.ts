import { app } from '#lib/server/app.ts';
import { gateOf } from '#lib/server/gate/gate-session.ts';
import type { PageServerLoad } from './$types';

/** Only which tablet it is: this page is kept on it, and everything else comes encrypted from its own disk. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const session = await gateOf(event, app().database.read);
	return { deviceId: session?.deviceId ?? null };
};
