import { redirect } from '@sveltejs/kit';
import { pathBack } from '#lib/server/auth/guard.ts';
import { setLocaleCookie } from '#lib/server/auth/locale-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	setLocaleCookie(event.cookies, form.get('locale'));
	redirect(303, pathBack(form.get('to'), '/'));
};
