import { app } from '#lib/server/app.ts';
import { publishedKeys } from '#lib/server/honours/keys/published-keys.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
	setHeaders({ 'X-Robots-Tag': 'noindex' });
	const keys = await publishedKeys(app().database.read);
	return { keys: keys.map(({ kid, x }) => ({ kid, x })) };
};
