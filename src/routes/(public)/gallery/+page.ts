import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { PageLoad } from './$types';

/** The gallery is for those who build Khéo: a running installation does not have it. */
export const load: PageLoad = () => {
	if (!dev) error(404);
};
