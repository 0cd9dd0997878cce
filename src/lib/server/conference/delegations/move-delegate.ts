import * as v from 'valibot';
import { moved, type DelegateStatus } from '#lib/domain/conference/delegate-status.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version } from '#lib/server/contest/input.ts';
import { refuseInside } from '../came-in.ts';
import { movedRoster } from '../roster-rev.ts';
import { delegateScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';

/** What a unit says of its own people. */
export const STEPS_OF_UNIT = ['confirm', 'unconfirm', 'excuse'] as const;
/** What the desk says, with a roll-call by hand once the conference has begun. Substitution has commands of its own. */
export const STEPS_OF_DAY = [
	'arrive',
	'arrive-late',
	'leave',
	'return',
	'return-late',
	'undo-arrival',
	'close',
	'reopen'
] as const;

const ARRIVALS: readonly string[] = ['arrive', 'arrive-late'];

/** What contradicts that a gate has let somebody in. */
const NOT_INSIDE: readonly string[] = ['excuse', 'close'];

/** Moves a delegate from one status to the next: confirmed, excused with a reason, present and so on, and back. */
export const moveDelegate = command({
	action: 'delegate.move',
	input: v.object({
		delegateId: id,
		version,
		step: v.picklist([...STEPS_OF_UNIT, ...STEPS_OF_DAY], 'field_invalid'),
		reason: optionalText(500)
	}),
	scope: (tx, { delegateId }) => delegateScope(tx, delegateId),
	async run(context, { delegateId, version: seen, step, reason }) {
		await assertMayWrite(context);
		const { tx, actor, at, audit, publish } = context;
		const isOfDay = (STEPS_OF_DAY as readonly string[]).includes(step);
		if (isOfDay && actor.kind === 'delegation') throw new Refusal('forbidden');
		const before = await tx.delegate.findUniqueOrThrow({
			where: { id: delegateId },
			include: { conference: { select: { status: true } } }
		});
		if (before.version !== seen) throw new Refusal('stale');
		const { conferenceId, status, statusReason } = before;
		if (isOfDay && !['running', 'finished'].includes(before.conference.status)) {
			throw new Refusal('delegate_not_begun');
		}
		if (NOT_INSIDE.includes(step)) await refuseInside(tx, before, 'delegate_came_in');
		const answer = moved(status as DelegateStatus, step, reason ?? '', before.priorStatus);
		if (!answer.ok) {
			throw new Refusal(
				answer.problem,
				{},
				answer.problem === 'delegate_reason_missing' ? [{ field: 'reason', code: answer.problem }] : []
			);
		}
		// An excuse that was taken for an arrival stands again with its reason.
		const isExcusedAgain = step === 'undo-arrival' && answer.status === 'excused';
		const after = { status: answer.status, statusReason: isExcusedAgain ? before.priorReason : reason };
		const prior = ARRIVALS.includes(step) ? { priorStatus: status, priorReason: statusReason } : {};
		await tx.delegate.update({
			where: { id: delegateId },
			data: { ...after, ...prior, statusAt: at, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'delegate',
			subjectId: delegateId,
			before: { status, statusReason },
			after,
			reason: reason ?? undefined
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { status: answer.status };
	}
});
