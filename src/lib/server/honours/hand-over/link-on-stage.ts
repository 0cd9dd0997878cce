import * as v from 'valibot';
import { LINKED_AS } from '#lib/domain/honours/stands-for.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { conferencesFor } from './hall.ts';
import { decisionOnStage } from './stage-rows.ts';

const as = v.pipe(
	v.optional(v.nullable(v.union([v.picklist(LINKED_AS), v.literal('')], 'field_invalid')), null),
	v.transform((value) => value || null)
);

interface Said {
	readonly as: (typeof LINKED_AS)[number] | null;
	readonly delegateId: string | null;
	readonly delegationId: string | null;
}

/** What is said must be whole: a choice without somebody, or somebody without a choice, could be meant either way. */
function checkSaid({ as: said, delegateId, delegationId }: Said, subject: string): void {
	const names = delegateId !== null || delegationId !== null;
	if (names && (said === null || said === 'nobody')) throw fieldRefusal('as', 'handover_link_unsaid');
	if (said === 'self' && !names) throw fieldRefusal('delegateId', 'handover_link_nobody');
	if (said === 'instead' && delegateId === null) throw fieldRefusal('delegateId', 'handover_link_nobody');
	// Somebody of a delegation is in the hall: that says nothing of one person.
	if (delegationId !== null && subject === 'individual')
		throw fieldRefusal('delegationId', 'handover_link_person');
}

/** Both are of one conference that the actor may see for this decision; refuses where they are not. */
async function checkKnown(
	{ tx, actor, at }: Context,
	award: { readonly conferenceId: string | null },
	{ delegateId, delegationId }: Said
): Promise<void> {
	const known = new Set((await conferencesFor(tx, award, { actor, now: at })).map(({ id: one }) => one));
	const conference = { select: { conferenceId: true } } as const;
	const delegate = delegateId && (await tx.delegate.findUnique({ where: { id: delegateId }, ...conference }));
	if (delegateId && !(delegate && known.has(delegate.conferenceId))) {
		throw fieldRefusal('delegateId', 'not_found');
	}
	const delegation =
		delegationId && (await tx.delegation.findUnique({ where: { id: delegationId }, ...conference }));
	const isThere =
		delegation &&
		known.has(delegation.conferenceId) &&
		(!delegate || delegate.conferenceId === delegation.conferenceId);
	if (delegationId && !isThere) throw fieldRefusal('delegationId', 'not_found');
}

/**
 * Says by hand who at a conference stands for a recipient: a delegate or a delegation that is the recipient, a delegate who
 * receives it instead, or nobody. Nothing said: whoever is known as the recipient.
 */
export const linkOnStage = command({
	action: 'award.hand-over',
	input: v.object({
		awardId: id,
		recipientId: id,
		version,
		as,
		delegateId: optionalId,
		delegationId: optionalId
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.hand-over'),
	async run(context, { awardId, recipientId, version: seen, ...said }) {
		const { tx, audit, publish } = context;
		const award = await decisionOnStage(tx, awardId);
		const row = await tx.awardHandOver.findUnique({
			where: { recipientId },
			include: { recipient: { select: { decisionId: true, subject: true } } }
		});
		if (row?.recipient.decisionId !== awardId) throw new Refusal('not_found');
		if (row.version !== seen) throw new Refusal('stale');
		checkSaid(said, row.recipient.subject);
		await checkKnown(context, award, said);
		const { as: linkedAs, delegateId, delegationId } = said;
		const after = { linkedAs, delegateId, delegationId };
		await tx.awardHandOver.update({ where: { recipientId }, data: { ...after, version: { increment: 1 } } });
		const before = { linkedAs: row.linkedAs, delegateId: row.delegateId, delegationId: row.delegationId };
		audit({ subjectKind: 'award-hand-over', subjectId: recipientId, before, after });
		// Whether somebody is in the hall is another question now.
		publish({ kind: 'hand-over.changed', awardId, recipientIds: null });
		return {};
	}
});
