import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { conferencesFor } from './hall.ts';
import { decisionOnStage } from './stage-rows.ts';

/**
 * Says by hand who goes up for a recipient: a delegate (the recipient, or somebody who receives it instead) or a delegation.
 * Neither: whoever is known as the recipient.
 */
export const linkOnStage = command({
	action: 'award.hand-over',
	input: v.object({
		awardId: id,
		recipientId: id,
		version,
		delegateId: optionalId,
		delegationId: optionalId
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	async run({ tx, actor, at, audit, publish }, { awardId, recipientId, version: seen, ...asked }) {
		const award = await decisionOnStage(tx, awardId);
		const row = await tx.awardHandOver.findUnique({
			where: { recipientId },
			include: { recipient: { select: { decisionId: true } } }
		});
		if (row?.recipient.decisionId !== awardId) throw new Refusal('not_found');
		if (row.version !== seen) throw new Refusal('stale');
		const known = new Set((await conferencesFor(tx, award, { actor, now: at })).map(({ id: one }) => one));
		const { delegateId, delegationId } = asked;
		const delegate = delegateId && (await tx.delegate.findUnique({ where: { id: delegateId } }));
		if (delegateId && !(delegate && known.has(delegate.conferenceId))) {
			throw fieldRefusal('delegateId', 'not_found');
		}
		const delegation = delegationId && (await tx.delegation.findUnique({ where: { id: delegationId } }));
		if (delegationId && !(delegation && known.has(delegation.conferenceId))) {
			throw fieldRefusal('delegationId', 'not_found');
		}
		await tx.awardHandOver.update({
			where: { recipientId },
			data: { ...asked, version: { increment: 1 } }
		});
		const before = { delegateId: row.delegateId, delegationId: row.delegationId };
		audit({ subjectKind: 'award-hand-over', subjectId: recipientId, before, after: asked });
		// Whether somebody is in the hall is another question now.
		publish({ kind: 'hand-over.changed', awardId, recipientIds: null });
		return {};
	}
});
