import * as v from 'valibot';
import type { AwardKind } from '#lib/domain/honours/award-kind.ts';
import { usualTemplate } from '#lib/domain/honours/usual-template.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, version } from '#lib/server/contest/input.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { awardScope, awardScopes } from '../award-scope.ts';
import { decisionAt } from './decision-at.ts';
import { checkSaid, decisionEntries, mayPrepare } from './decision-fields.ts';

const templateFor = async ({ tx }: Context, issuerId: string, kind: AwardKind) => {
	const issuer = await tx.issuer.findUniqueOrThrow({ where: { id: issuerId } });
	return usualTemplate(kind, powersOf(issuer).letterhead);
};

/** Begins a decision: a draft, without recipients. */
export const createDecision = command({
	action: 'award.save',
	input: v.object(decisionEntries),
	scope: async (tx, fields) => (await awardScopes(tx, fields)).prepare,
	async run(context, fields) {
		const { tx, at, newId, audit } = context;
		await mayPrepare(context, fields);
		await checkSaid(context, fields, null);
		const awardId = newId();
		const templateKey = await templateFor(context, fields.issuerId, fields.kind);
		await tx.awardDecision.create({
			data: { id: awardId, ...fields, templateKey, state: 'draft', createdAt: at }
		});
		audit({ subjectKind: 'award-decision', subjectId: awardId, after: fields });
		return { awardId };
	}
});

/** Changes what a draft says of itself. */
export const editDecision = command({
	action: 'award.save',
	input: v.object({ awardId: id, version, ...decisionEntries }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, { awardId, version: seen, ...fields }) {
		const { tx, audit } = context;
		const before = await decisionAt(tx, awardId, seen);
		if (before.state !== 'draft') throw new Refusal('award_not_draft');
		await mayPrepare(context, fields);
		await checkSaid(context, fields, awardId);
		const isOther = before.issuerId !== fields.issuerId || before.kind !== fields.kind;
		const templateKey = isOther
			? await templateFor(context, fields.issuerId, fields.kind)
			: before.templateKey;
		await tx.awardDecision.update({
			where: { id: awardId },
			data: { ...fields, templateKey, version: { increment: 1 } }
		});
		const was = Object.fromEntries(
			Object.keys(fields).map((key) => [key, before[key as keyof typeof before]])
		);
		audit({ subjectKind: 'award-decision', subjectId: awardId, before: was, after: fields });
		return { awardId };
	}
});

/** Throws a draft away, with its list. Nothing had a number yet. */
export const discardDecision = command({
	action: 'award.save',
	input: v.object({ awardId: id, version, reason }),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run({ tx, audit }, { awardId, version: seen, reason: why }) {
		const { state, title, kind } = await decisionAt(tx, awardId, seen);
		if (state !== 'draft') throw new Refusal('award_not_draft');
		await tx.awardDecision.delete({ where: { id: awardId } });
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { title, kind, state },
			reason: why
		});
		return {};
	}
});
