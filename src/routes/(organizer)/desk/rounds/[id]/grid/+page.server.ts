import { app } from '#lib/server/app.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { gridView } from '#lib/server/desk/grid-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const actor = atDesk(locals);
	await roundDesk(read, actor, params.id, 'sheet.read');
	const grid = await gridView(read, actor, params.id);
	const part = url.searchParams.get('part');
	return { grid, part: grid.parts.some(({ key }) => key === part) ? part : null };
};
