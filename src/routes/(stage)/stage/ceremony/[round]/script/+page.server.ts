import { app } from '#lib/server/app.ts';
import { screenPage } from '#lib/server/ceremony/screen-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	return screenPage(app().database.read, params.round, url);
};
