import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, text } from '#lib/server/contest/input.ts';
import { handOut } from './hand-out.ts';
import { delegateHere, receptionScope } from './reception-scope.ts';

/** The one whose place a deputy has comes after all: a guest, with a badge and without a seat. The deputy stays where they are. */
export const admitAsGuest = command({
	action: 'reception.seat',
	input: v.object({ conferenceId: id, delegateId: id, reason, authorisedBy: text(120) }),
	scope: receptionScope,
	async run(context, { conferenceId, delegateId, reason: why, authorisedBy }) {
		const { tx, at, actor, audit, publish } = context;
		const delegate = await delegateHere(tx, conferenceId, delegateId);
		if (delegate.status !== 'substituted' || delegate.admittedAs) throw new Refusal('reception_no_guest');
		const admission = { conferenceId, reason: why, authorisedBy, admittedBy: actorId(actor), admittedAt: at };
		await tx.guestAdmission.create({ data: { delegateId, ...admission } });
		await tx.delegate.update({ where: { id: delegateId }, data: { version: { increment: 1 } } });
		audit({
			subjectKind: 'delegate',
			subjectId: delegateId,
			before: { status: delegate.status, guest: false },
			after: { status: delegate.status, guest: true, authorisedBy },
			reason: why
		});
		const credential = await handOut(context, { conferenceId, delegateId }, why);
		publish({ kind: 'conference.changed', conferenceId });
		return { delegateId, credential };
	}
});
