import { fail } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { setAwake } from '#lib/server/auth/tablet.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { pairedSeat } from '#lib/server/judging/pairing-query.ts';
import { setPin } from '#lib/server/judging/set-pin.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { tablet } = locals;
	return { seat: tablet.kind === 'device' ? await pairedSeat(app().database.read, tablet.deviceId) : null };
};

export const actions: Actions = {
	pin: async (event) => {
		const { request, locals } = event;
		const form = await request.formData();
		const pin = String(form.get('pin') ?? '');
		const differs = pin !== String(form.get('again') ?? '');
		const outcome = differs
			? {
					ok: false as const,
					refusal: new Refusal('invalid', {}, [{ field: 'again', code: 'judging_pin_differs' }])
				}
			: await setPin(app().database, { actor: locals.tablet, pin, requestId: locals.requestId });
		if (outcome.ok) {
			setAwake(event, outcome.value.desk);
			return { wake: outcome.value.wake };
		}
		return fail(statusOf(outcome.refusal), { refused: refusalWords(outcome.refusal, locals.locale) });
	}
};
