import { mayBePublic } from '#lib/domain/honours/publicity.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { unprintable } from '#lib/server/documents/lacking-signs.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { publishDecision, withdrawPublication } from '#lib/server/honours/roll/publish-decision.ts';
import { honouredEvent } from '#lib/server/honours/roll/public-event.ts';
import { deskRoll } from '#lib/server/honours/roll/roll-papers.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends, parent }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { award, mayDo } = await deskAward(read, locals.actor, params.decision);
	const { decision } = await parent();
	return {
		key: newId(),
		lacking: unprintable(await deskRoll(read, award.id, { as: 'list' }, locals.locale, new Date())),
		mayPublish: await mayDo('award.publish'),
		mayBePublic: mayBePublic(award.state as DecisionState),
		isEventPublic:
			decision.event !== null && (await honouredEvent(read, decision.event, locals.locale)) !== null
	};
};

export const actions: Actions = {
	publish: (event) => awardForm(event, publishDecision),
	withdraw: (event) => awardForm(event, withdrawPublication)
};
