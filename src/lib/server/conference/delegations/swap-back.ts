import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason, version } from '#lib/server/contest/input.ts';
import { movedRoster } from '../roster-rev.ts';
import { delegateScope } from './delegation-scope.ts';
import { refuseInside } from '../came-in.ts';
import { assertMayWrite } from './link-may-write.ts';
import { settleRoles } from './roles.ts';
import { lastSeatOf } from './seats.ts';
import { statusAfter, takeSeat } from './substitute-delegate.ts';

/** The deputy who had moved up goes back to the own seat, where the quota has kept one. */
async function ownSeatAgain(
	{ tx, at, newId }: Context,
	holderId: string,
	quota: number,
	delegationId: string
) {
	const left = await tx.seatHolding.findFirst({
		where: { delegateId: holderId, until: { not: null } },
		orderBy: { since: 'desc' }
	});
	if (!left) return false;
	const taken = await tx.delegate.count({ where: { delegationId, status: { not: 'substituted' } } });
	// The returning delegate is counted once more in a moment.
	if (taken + 1 > quota) return false;
	const { conferenceId, seatId, authorisedBy } = left;
	await tx.seatHolding.create({
		data: { id: newId(), conferenceId, seatId, authorisedBy, delegateId: holderId, since: at }
	});
	return true;
}

export interface SwapBack {
	readonly delegateId: string;
	readonly version: number | null;
	readonly reason: string;
	readonly authorisedBy: string;
	/** Whoever sits there was let in already, and whoever asks knows it. */
	readonly knowsInside: boolean;
}

/** Gives a seat back; answers who had it, and whether they sit in their own again. */
export async function swappedBack(
	context: Context,
	{ delegateId, version: seen, reason: why, authorisedBy, knowsInside }: SwapBack
): Promise<{ readonly delegateId: string; readonly holderId: string; readonly sitsAgain: boolean }> {
	const { tx, at, audit, publish } = context;
	const before = await tx.delegate.findUniqueOrThrow({ where: { id: delegateId } });
	if (before.version !== seen) throw new Refusal('stale');
	const { conferenceId, delegationId, status } = before;
	const after = statusAfter(before, 'swap-back', why);
	const seat = await lastSeatOf(tx, delegateId);
	const holderId = seat && !seat.isVacant ? seat.holdings.at(-1)!.delegateId : null;
	if (!delegationId || !seat || !holderId) throw new Refusal('substitution_no_seat');
	const { quota } = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
	const holder = await tx.delegate.findUniqueOrThrow({
		where: { id: holderId },
		include: { person: { select: { fullName: true } } }
	});
	if (!knowsInside) await refuseInside(tx, holder, 'substitution_deputy_inside');
	const left = statusAfter(holder, 'substitute', why);
	await takeSeat(context, { delegate: holder, seat }, delegateId, why, authorisedBy);
	const sitsAgain = await ownSeatAgain(context, holder.id, quota, delegationId);
	const { role, deputyOrder } = holder;
	const holderAfter = sitsAgain
		? { status: holder.status, role: 'deputy', deputyOrder: null, statusReason: null }
		: {
				...{ status: left, role: 'member', deputyOrder: null, statusReason: why },
				...{ priorStatus: holder.status, priorReason: holder.statusReason }
			};
	await tx.delegate.update({
		where: { id: holder.id },
		data: { ...holderAfter, statusAt: at, version: { increment: 1 } }
	});
	await tx.delegate.update({
		where: { id: delegateId },
		data: {
			...{ status: after, statusReason: null, statusAt: at, role, deputyOrder },
			version: { increment: 1 }
		}
	});
	await settleRoles(context, delegationId);
	audit({
		subjectKind: 'delegate',
		subjectId: delegateId,
		before: { status, statusReason: before.statusReason },
		after: { status: after, role },
		reason: why
	});
	audit({
		subjectKind: 'delegate',
		subjectId: holder.id,
		before: { status: holder.status, role, replacesId: holder.replacesId },
		after: { ...holderAfter, replacesId: null },
		reason: why
	});
	await movedRoster(context, conferenceId);
	publish({ kind: 'conference.changed', conferenceId });
	return { delegateId, holderId: holder.id, sitsAgain };
}

/** Gives a seat back to one who was substituted: whoever sits in their place leaves it. Both stay in its history. */
export const swapBack = command({
	action: 'delegate.substitute',
	input: v.object({ delegateId: id, version, reason }),
	scope: (tx, { delegateId }) => delegateScope(tx, delegateId),
	async run(context, input) {
		await assertMayWrite(context);
		const authorisedBy = nameOfActor(context.actor);
		const { delegateId } = await swappedBack(context, { ...input, authorisedBy, knowsInside: false });
		return { delegateId };
	}
});
