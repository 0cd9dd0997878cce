import { breakable } from '#lib/domain/honours/fit-text.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { saveByHand } from '#lib/server/honours/printing/save-by-hand.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { database, config } = app();
	const { award, mayDo } = await deskAward(database.read, locals.actor, params.decision, 'award.print');
	const asked = { origin: config.origin ?? url.origin, now: new Date() };
	const print = found(await database.snapshot((read) => toPrint(read, award.id, asked)));
	const one = found(print.recipients.find(({ id }) => id === params.recipient));
	const { lines } = one.facts;
	const blocks = (['recipient', 'place', 'achievement'] as const)
		.filter((kind) => lines[kind] !== '' && one.template.blocks.some((block) => block.kind === kind))
		.map((kind) => ({ kind, text: breakable(lines[kind]) }));
	return {
		...{ key: newId(), maySave: await mayDo('award.save'), isIssued: one.isIssued },
		recipient: { id: one.id, name: breakable(lines.recipient), place: one.place, version: one.version },
		...{ blocks, byHand: one.byHand, sheet: one.template.sheet }
	};
};

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const { at, ...fields } = fieldsOf(form);
		const { decision: awardId, recipient: recipientId } = event.params;
		const key = String(form.get('key') ?? '');
		const answer = await runForm(event, saveByHand, { ...fields, awardId, recipientId }, key);
		const name = typeof at === 'string' ? at : '';
		return 'done' in answer ? { ...answer, at: name } : refusedAt(answer, name, fields);
	}
};
