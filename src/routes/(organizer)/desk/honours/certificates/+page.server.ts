import { may, mayAnywhere } from '#lib/domain/access/policy.ts';
import { cursorIn } from '#lib/domain/shared/cursor-page.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { keysAtDesk } from '#lib/server/honours/keys/published-keys.ts';
import { rotateHonoursKey } from '#lib/server/honours/keys/rotate-honours-key.ts';
import { certificateForm } from '#lib/server/honours/proof/certificate-form.ts';
import { findCertificates } from '#lib/server/honours/proof/certificate-list.ts';
import { certificatesToSettle } from '#lib/server/honours/proof/certificate-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { actor } = locals;
	allowAnywhere(actor, 'award-certificate.read');
	const { read } = app().database;
	const typed = (url.searchParams.get('q') ?? '').trim().slice(0, 120);
	const mayAnswer = mayAnywhere(actor, 'award-certificate.revoke');
	const [found, toSettle, keys] = await Promise.all([
		findCertificates(read, actor, typed, cursorIn(url.searchParams)),
		mayAnswer ? certificatesToSettle(read, actor) : null,
		keysAtDesk(read)
	]);
	return { key: newId(), typed, ...found, toSettle, keys, mayRotate: may(actor, 'honours-key.rotate', {}) };
};

export const actions: Actions = {
	rotate: (event) => certificateForm(event, rotateHonoursKey)
};
