import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { signedText } from '#lib/domain/honours/offline-proof.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import { awardScope } from '../award-scope.ts';
import { decisionAt } from '../decisions/decision-at.ts';
import { takeStep } from '../decisions/take-step.ts';
import { currentKey, secretOf } from '../keys/honours-key.ts';
import { toPrint } from '../printing/to-print.ts';
import { certificateId } from '../proof/certificate-scope.ts';
import { textToSign } from '../proof/proven-fields.ts';
import { doubtsAtIssue } from '../revocation/doubts-at-issue.ts';
import { keptTemplate } from '../templates/template-for.ts';
import { basisOf, isIssuable } from './issue-plan.ts';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'field_invalid'));
export const fileHash = hash;
/** Where certificates say that they are looked up. */
export const origin = v.pipe(
	v.string(),
	v.maxLength(300, 'field_too_long'),
	v.regex(/^https?:\/\//, 'field_invalid')
);

/** The first step to `issued`; later certificates of the same decision take none. */
async function markIssued(context: Context, awardId: string, seen: number | null): Promise<void> {
	const award = await decisionAt(context.tx, awardId, seen);
	if (!isIssuable(award.state as DecisionState)) throw new Refusal('award_not_now');
	if (award.state === 'approved') await takeStep(context, { awardId, seen, step: 'issue' });
}

/**
 * Writes down certificates whose files were made, all of them or none: refuses where anything that they say changed since. Where
 * the result that they are given for has another version meanwhile, somebody has to decide whether they hold.
 * From now on anybody can look them up.
 */
export const storeCertificates = command({
	action: 'award-certificate.issue',
	input: v.object({
		awardId: id,
		version,
		origin,
		/** Of the plan that the files were made by. */
		basis: hash,
		planned: v.pipe(v.array(v.object({ recipientId: id, certificate: certificateId })), v.maxLength(2000)),
		/** Files that could be made, by recipient. */
		made: v.pipe(v.array(v.object({ recipientId: id, fileHash: hash })), v.maxLength(2000))
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award-certificate.issue'),
	async run(context, { awardId, version: seen, origin: at_, basis, planned, made }) {
		const { tx, at, actor, newId, audit, publish } = context;
		const ids = new Map(planned.map(({ recipientId, certificate }) => [recipientId, certificate]));
		const print = await toPrint(tx, awardId, { origin: at_, now: at, ids });
		if (!print || basisOf(print, ids) !== basis) throw new Refusal('proof_changed');
		const files = new Map(made.map(({ recipientId, fileHash: file }) => [recipientId, file]));
		const rows = print.recipients.filter(({ id: of, isIssued }) => ids.has(of) && files.has(of) && !isIssued);
		if (rows.length === 0) return { issued: 0 };
		await markIssued(context, awardId, seen);
		const key = await currentKey(context);
		const secret = secretOf(key);
		const templateId = await keptTemplate(tx, print.template, { id: newId(), savedBy: actorId(actor), at });
		const doubts = await doubtsAtIssue(tx, awardId);
		const certificates = rows.map(({ id: recipientId, facts }) => {
			const file = files.get(recipientId)!;
			const doubt = doubts.get(recipientId);
			return {
				...{ id: facts.id, decisionId: awardId, recipientId, code: facts.code, templateId, keyId: key.id },
				...{ facts: JSON.stringify(facts), fileHash: file, issuedAt: at, issuedBy: actorId(actor) },
				signature: signedText(textToSign(facts, file), secret),
				...{ doubtedAt: doubt ? at : null, doubtedWhy: doubt ? JSON.stringify(doubt) : null }
			};
		});
		await insertRows(tx, 'AwardCertificate', certificates);
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			after: { issued: certificates.map(({ recipientId, code }) => ({ recipientId, code })), keyId: key.id }
		});
		publish({ kind: 'hand-over.changed', awardId, recipientIds: null });
		return { issued: certificates.length };
	}
});
