import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { certificateForm } from '#lib/server/honours/proof/certificate-form.ts';
import { pickUp } from '#lib/server/honours/hand-over/pick-up.ts';
import { pickUpByCode } from '#lib/server/honours/hand-over/pick-up-query.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST = 400;

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	allowAnywhere(locals.actor, 'award.hand-over');
	const typed = (url.searchParams.get('code') ?? '').slice(0, LONGEST);
	return {
		...{ key: newId(), typed },
		found: typed.trim() ? await pickUpByCode(app().database.read, locals.actor, typed) : null
	};
};

export const actions: Actions = { pickUp: (event) => certificateForm(event, pickUp) };
