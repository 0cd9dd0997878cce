import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The list of contests is the desk's own first page. */
export const load: PageServerLoad = () => redirect(303, '/desk');
