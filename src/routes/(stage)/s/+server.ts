import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { RequestHandler } from './$types';

/** Short enough to be typed with a television's remote control. */
export const GET: RequestHandler = ({ url }) => redirect(302, resolve('/stage/screen') + url.search);
