import { app } from '#lib/server/app.ts';
import { conferenceOfScreen, hallFigures } from '#lib/server/conference/attendance/attendance-screen.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
	const { read } = app().database;
	const conferenceId = await conferenceOfScreen(read, params.token);
	return {
		token: params.token,
		figures: conferenceId === null ? null : await hallFigures(read, conferenceId, new Date())
	};
};
