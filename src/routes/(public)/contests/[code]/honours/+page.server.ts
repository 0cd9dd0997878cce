import { honoursPage } from '#lib/server/honours/roll/honours-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { params } = event;
	return honoursPage(event, { kind: 'contest', code: params.code.toUpperCase() });
};
