import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { unprintable } from '#lib/server/documents/lacking-signs.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { handOverOfDecision, standInChoices } from '#lib/server/honours/hand-over/hand-over-query.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { linkOnStage } from '#lib/server/honours/hand-over/link-on-stage.ts';
import { editStageGroup, putIntoGroup, shiftOnStage } from '#lib/server/honours/hand-over/move-on-stage.ts';
import { recordForm } from '#lib/server/honours/hand-over/record-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { award, mayDo } = await deskAward(read, locals.actor, params.decision);
	const looking = { actor: locals.actor, now: new Date() };
	const view = await handOverOfDecision(read, award.id, looking);
	const mayChange = view.isOpen && (await mayDo('award.hand-over'));
	const all = [...view.groups.flatMap(({ members }) => members), ...view.apart];
	const editing = (mayChange && all.find(({ id }) => id === url.searchParams.get('edit'))) || null;
	return {
		...{ key: newId(), view, mayChange, editing },
		lacking: unprintable(all.map(({ name, place, what }) => [name, place, what])),
		choices: editing ? await standInChoices(read, award, looking) : null
	};
};

export const actions: Actions = {
	layOut: (event) => awardForm(event, layOutStage),
	shift: (event) => awardForm(event, shiftOnStage),
	into: (event) => awardForm(event, putIntoGroup),
	group: (event) => awardForm(event, editStageGroup),
	link: (event) => awardForm(event, linkOnStage),
	record: (event) => recordForm(event)
};
