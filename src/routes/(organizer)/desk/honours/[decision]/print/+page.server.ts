import { breakable } from '#lib/domain/honours/fit-text.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { chooseTemplate } from '#lib/server/honours/decisions/choose-template.ts';
import { lacksNow } from '#lib/server/honours/decisions/take-step.ts';
import { checkedDecision } from '#lib/server/honours/preflight/preflight-query.ts';
import { printersFor } from '#lib/server/honours/printing/printers.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import { templatesForAward } from '#lib/server/honours/templates/templates-for-award.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { database, config } = app();
	const { award, mayDo } = await deskAward(database.read, locals.actor, params.decision, 'award.print');
	const asked = { origin: config.origin ?? url.origin, now: new Date() };
	return database.snapshot(async (read) => {
		const print = await toPrint(read, award.id, asked);
		const printers = await printersFor(read, locals.actor);
		const templates = await templatesForAward(read, award, asked.now);
		const common = {
			...{ key: newId(), maySave: await mayDo('award.save'), version: award.version },
			templates: templates.map(({ key, name, version, sheet }) => ({
				...{ key, name, version },
				size: `${sheet.width} × ${sheet.height} mm`
			})),
			chosen: templates.some(({ key }) => key === award.templateKey) ? award.templateKey : null,
			printers: printers.map(({ id, name, unit }) => ({ id, name: `${name} · ${unit}` }))
		};
		if (!print) return { ...common, template: null, checked: null, recipients: [] };
		const checked = checkedDecision(print, await lacksNow(read, award));
		return {
			...common,
			template: {
				...{ key: print.template.key, name: print.template.name, version: print.template.version },
				sheet: print.template.sheet
			},
			checked: { lacks: checked.lacks, tooWide: checked.tooWide },
			recipients: print.recipients.map(({ id, place, number, facts, isIssued, byHand }) => ({
				...{ id, place, number, isIssued, isSetByHand: Object.keys(byHand).length > 0 },
				name: breakable(facts.lines.recipient),
				under: breakable(facts.lines.place),
				problems: checked.recipients.get(id) ?? []
			}))
		};
	});
};

export const actions: Actions = {
	template: (event) => awardForm(event, chooseTemplate)
};
