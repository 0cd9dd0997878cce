import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { heldTemplate } from '../templates/decision-template.ts';
import { templatesForAward } from '../templates/templates-for-award.ts';
import { decisionAt } from './decision-at.ts';

/**
 * Chooses the template that a decision's certificates are printed by. Once its words are approved another paper may still be
 * chosen for them, until the first certificate is issued.
 */
export const chooseTemplate = command({
	action: 'award.save',
	input: v.object({ awardId: id, version, templateKey: v.pipe(v.string('field_required'), v.maxLength(80)) }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, { awardId, version: seen, templateKey }) {
		const { tx, at, audit } = context;
		const award = await decisionAt(tx, awardId, seen);
		const offered = await templatesForAward(tx, award, at);
		if (offered.length === 0) throw new Refusal('award_template_fixed');
		if (!offered.some(({ key }) => key === templateKey)) {
			throw fieldRefusal('templateKey', 'award_template_unfit');
		}
		const isHeld = award.state !== 'draft';
		const templateId = isHeld ? await heldTemplate(context, { ...award, templateKey }) : null;
		await tx.awardDecision.update({
			where: { id: awardId },
			data: { templateKey, templateId, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { templateKey: award.templateKey, templateId: award.templateId },
			after: { templateKey, templateId }
		});
		return {};
	}
});
