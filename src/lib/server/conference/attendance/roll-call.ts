import * as v from 'valibot';
import { moved, type DelegateStatus, type DelegateStep } from '#lib/domain/conference/delegate-status.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, version } from '#lib/server/contest/input.ts';
import { cameIn } from '../came-in.ts';
import { movedRoster } from '../roster-rev.ts';
import { conferenceScope } from '../scope.ts';

/** How a roll-call stands; refuses where somebody else changed it since it was seen. */
async function rollCallSeen({ tx }: Pick<Context, 'tx'>, conferenceId: string, seen: number | null) {
	const before = await tx.rollCall.findUnique({ where: { conferenceId } });
	if ((before?.version ?? 0) !== (seen ?? 0)) throw new Refusal('stale');
	return before;
}

async function moveAll(
	{ tx, at, audit }: Context,
	delegates: readonly { readonly id: string; readonly status: string }[],
	stepOf: (delegateId: string) => DelegateStep,
	why = ''
): Promise<number> {
	let count = 0;
	for (const { id: delegateId, status } of delegates) {
		const answer = moved(status as DelegateStatus, stepOf(delegateId), why);
		if (!answer.ok) continue;
		await tx.delegate.update({
			where: { id: delegateId },
			data: { status: answer.status, statusAt: at, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'delegate',
			subjectId: delegateId,
			before: { status },
			after: { status: answer.status },
			...(why && { reason: why })
		});
		count += 1;
	}
	return count;
}

/** Ends the roll-call: whoever was expected, did not come and gave no reason is absent. A late guest is let in all the same. */
export const closeRollCall = command({
	action: 'attendance.settle',
	input: v.object({ conferenceId: id, version }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run(context, { conferenceId, version: seen }) {
		const { tx, at, audit, publish } = context;
		const before = await rollCallSeen(context, conferenceId, seen);
		const conference = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
		if (!['running', 'finished'].includes(conference.status)) throw new Refusal('delegate_not_begun');
		if (before?.closedAt) throw new Refusal('attendance_closed');
		const here = await cameIn(tx, conferenceId);
		const awaited = await tx.delegate.findMany({
			where: { conferenceId, status: { in: ['invited', 'confirmed'] } },
			select: { id: true, personId: true, status: true }
		});
		const missing = awaited.filter(({ personId }) => !here.has(personId));
		const absent = await moveAll(context, missing, () => 'close');
		await tx.rollCall.upsert({
			where: { conferenceId },
			create: { conferenceId, closedAt: at, version: 1 },
			update: { closedAt: at, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'roll-call',
			subjectId: conferenceId,
			before: { closedAt: null },
			after: { closedAt: at, absent }
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { absent };
	}
});

/** Who had only been invited when the roll-call was closed: the log says what each was before. */
async function onlyInvited({ tx }: Pick<Context, 'tx'>, conferenceId: string, closedAt: Date) {
	const entries = await tx.auditEntry.findMany({
		where: { conferenceId, action: 'attendance.settle', subjectKind: 'delegate', at: closedAt },
		select: { subjectId: true, before: true }
	});
	const was = (before: string | null) => (JSON.parse(before ?? '{}') as { status?: string }).status;
	return new Set(entries.filter(({ before }) => was(before) === 'invited').map(({ subjectId }) => subjectId));
}

/** Opens the roll-call again: whoever was marked absent when it was closed is what they were before. */
export const reopenRollCall = command({
	action: 'attendance.settle',
	input: v.object({ conferenceId: id, version, reason }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run(context, { conferenceId, version: seen, reason: why }) {
		const { tx, audit, publish } = context;
		const before = await rollCallSeen(context, conferenceId, seen);
		if (!before?.closedAt) throw new Refusal('attendance_open');
		const marked = await tx.delegate.findMany({
			where: { conferenceId, status: 'absent', statusAt: before.closedAt },
			select: { id: true, status: true }
		});
		const invited = await onlyInvited(context, conferenceId, before.closedAt);
		const awaited = await moveAll(
			context,
			marked,
			(delegateId) => (invited.has(delegateId) ? 'reopen-invited' : 'reopen'),
			why
		);
		await tx.rollCall.update({
			where: { conferenceId },
			data: { closedAt: null, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'roll-call',
			subjectId: conferenceId,
			before: { closedAt: before.closedAt },
			after: { closedAt: null, awaited },
			reason: why
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { awaited };
	}
});
