import * as v from 'valibot';
import { personOf } from '#lib/domain/access/second-person.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { heldTemplate } from '../templates/decision-template.ts';
import { decisionAt } from './decision-at.ts';
import { isOwnProposal, mustBeWhole, takeStep } from './take-step.ts';

/** Asks for a decision to be approved. From then on its list stands still. */
export const proposeDecision = command({
	action: 'award.propose',
	input: v.object({ awardId: id, version }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.propose'),
	async run(context, { awardId, version: seen }) {
		const { tx, actor } = context;
		const by = { proposedBy: actorId(actor), proposedPersonId: personOf(actor) };
		// Who approves reads the certificates as they are now: a version saved later is another decision's.
		const templateId = await heldTemplate(context, await decisionAt(tx, awardId, seen));
		const data = { ...by, templateId };
		const before = await takeStep(context, { awardId, seen, step: 'propose', data });
		await mustBeWhole(tx, before);
		return { awardId };
	}
});

/** Takes one's own proposal back, to change what is in it. */
export const takeBackDecision = command({
	action: 'award.propose',
	input: v.object({ awardId: id, version, reason }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.propose'),
	async run(context, { awardId, version: seen, reason: why }) {
		const before = await decisionAt(context.tx, awardId, seen);
		if (!isOwnProposal(before, context.actor)) throw new Refusal('award_not_yours');
		await takeStep(context, { awardId, seen, step: 'return', reason: why, data: { templateId: null } });
		return { awardId };
	}
});
