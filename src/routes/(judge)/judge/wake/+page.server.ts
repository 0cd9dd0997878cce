import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { safeParse } from 'valibot';
import { resolve } from '$app/paths';
import { PinSchema } from '#lib/live/judge-protocol.ts';
import { app } from '#lib/server/app.ts';
import { found, pathBack } from '#lib/server/auth/guard.ts';
import { setAwake } from '#lib/server/auth/tablet.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { pairedSeat } from '#lib/server/judging/pairing-query.ts';
import { wakeDevice } from '#lib/server/judging/wake-device.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

function wanted({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>): string {
	const { tablet } = locals;
	return pathBack(
		url.searchParams.get('to'),
		tablet.kind === 'device'
			? resolve('/(organizer)/desk/rounds/[id]', { id: tablet.roundId })
			: resolve('/judge')
	);
}

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { tablet } = locals;
	if (tablet.kind !== 'device') redirect(303, resolve('/judge'));
	const { seatLabel, name, hasPin } = found(await pairedSeat(app().database.read, tablet.deviceId));
	if (!hasPin) redirect(303, resolve('/judge'));
	if (locals.isAwake) redirect(303, wanted({ url, locals }));
	return { seat: { seatLabel, name } };
};

export const actions: Actions = {
	wake: async (event) => {
		const { locals } = event;
		const pin = safeParse(PinSchema, (await event.request.formData()).get('pin'));
		const outcome = pin.success
			? await wakeDevice(app().database, {
					actor: locals.tablet,
					pin: pin.output,
					requestId: locals.requestId
				})
			: {
					ok: false as const,
					refusal: new Refusal('invalid', {}, [{ field: 'pin', code: 'judging_pin_format' }])
				};
		if (!outcome.ok) {
			return fail(statusOf(outcome.refusal), { refused: refusalWords(outcome.refusal, locals.locale) });
		}
		setAwake(event, outcome.value.desk);
		redirect(303, wanted(event));
	},
	sleep: (event) => {
		setAwake(event, null);
		redirect(303, `${resolve('/judge/wake')}?to=${encodeURIComponent(wanted(event))}`);
	}
};
