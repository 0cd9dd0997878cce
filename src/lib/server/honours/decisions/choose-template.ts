import * as v from 'valibot';
import { takesTemplate } from '#lib/domain/honours/decision-steps.ts';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { templatesForAward } from '../templates/templates-for-award.ts';
import { decisionAt } from './decision-at.ts';

/**
 * Chooses the template that a decision's certificates are printed by. It is the paper's matter and not the decision's, so it
 * may be chosen until the first certificate is issued.
 */
export const chooseTemplate = command({
	action: 'award.save',
	input: v.object({ awardId: id, version, templateKey: v.pipe(v.string('field_required'), v.maxLength(80)) }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run({ tx, at, audit }, { awardId, version: seen, templateKey }) {
		const award = await decisionAt(tx, awardId, seen);
		const issued = await tx.awardCertificate.count({ where: { decisionId: awardId } });
		if (!takesTemplate(award.state) || issued > 0) throw new Refusal('award_template_fixed');
		const offered = await templatesForAward(tx, award, at);
		if (!offered.some(({ key }) => key === templateKey)) {
			throw fieldRefusal('templateKey', 'award_template_unfit');
		}
		await tx.awardDecision.update({
			where: { id: awardId },
			data: { templateKey, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { templateKey: award.templateKey },
			after: { templateKey }
		});
		return {};
	}
});
