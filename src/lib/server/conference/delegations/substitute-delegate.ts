import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { moved, type DelegateStatus } from '#lib/domain/conference/delegate-status.ts';
import { substituted, type DelegationSeat } from '#lib/domain/conference/seat-of-delegation.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, reason, version } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';
import { passChair } from '../seating/pass-chair.ts';
import { movedRoster } from '../roster-rev.ts';
import { personEntries } from './delegate-fields.ts';
import { refuseInside } from '../came-in.ts';
import { personNamed, type NamedPerson } from './delegate-person.ts';
import { delegateScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';
import { refuseNamed } from './name-delegate.ts';
import { settleRoles } from './roles.ts';
import { linkSeat, seatHeldBy } from './seats.ts';

const whole = { person: { select: { fullName: true } } } as const;

/** A delegate's next status, or the domain's refusal. */
export function statusAfter(
	{ status, priorStatus }: { readonly status: string; readonly priorStatus: string | null },
	step: 'substitute' | 'swap-back',
	why: string
): DelegateStatus {
	const answer = moved(status as DelegateStatus, step, why, priorStatus);
	if (!answer.ok) throw new Refusal(answer.problem);
	return answer.status;
}

async function seatOf(context: Context, delegateId: string) {
	const delegate = await context.tx.delegate.findUniqueOrThrow({ where: { id: delegateId }, include: whole });
	return { delegate, seat: await seatHeldBy(context.tx, delegate) };
}
type Seated = Awaited<ReturnType<typeof seatOf>>;

/** Writes that `nextId` holds the seat from now on; one who came without a list is written down first. */
export async function takeSeat(
	context: Context,
	{ delegate, seat }: Seated,
	nextId: string,
	why: string,
	authorisedBy: string
): Promise<void> {
	const { tx, at, newId } = context;
	const { conferenceId } = delegate;
	const place = { conferenceId, seatId: seat.seatId, authorisedBy };
	if (seat.holdings.length === 0) {
		await tx.seatHolding.create({
			data: { id: newId(), ...place, delegateId: delegate.id, since: delegate.createdAt }
		});
	}
	await tx.seatHolding.create({
		data: { id: newId(), ...place, delegateId: nextId, reason: why, since: at }
	});
	await linkSeat(tx, seat.seatId);
	await passChair(context, conferenceId, delegate.id, nextId);
}

/** Asks the domain whether the seat may pass to `next`. */
function assertMayPass(
	context: Context,
	{ delegate, seat }: Seated,
	next: { readonly id: string; readonly name: string },
	held: readonly DelegationSeat[],
	why: string,
	authorisedBy: string
): void {
	const { at } = context;
	const since = delegate.createdAt.toISOString();
	const known = {
		delegateId: delegate.id,
		name: delegate.person.fullName,
		reason: '',
		authorisedBy: '',
		since
	};
	const answer = substituted(
		{ ...seat, holdings: seat.holdings.length > 0 ? seat.holdings : [known] },
		{
			...{ delegateId: next.id, name: next.name, reason: why },
			...{ authorisedBy, since: at.toISOString() }
		},
		held
	);
	if (!answer.ok) throw new Refusal(answer.problem, { name: next.name });
}

interface Successor extends NamedPerson {
	/** A deputy of the delegation. */
	readonly byDelegateId: string | null;
	readonly personId: string | null;
	readonly title: string | null;
}

/** Who takes the seat: a deputy of the delegation, somebody whose place another had taken, or somebody new. */
async function successor(context: Context, delegate: Seated['delegate'], wanted: Successor) {
	const { tx, newId, at } = context;
	const { delegationId, conferenceId } = delegate;
	if (wanted.byDelegateId) {
		const deputy = await tx.delegate.findUnique({ where: { id: wanted.byDelegateId }, include: whole });
		if (deputy?.delegationId !== delegationId) throw new Refusal('not_found');
		if (deputy.role !== 'deputy' || !['invited', 'confirmed'].includes(deputy.status)) {
			throw new Refusal('substitution_not_deputy', { name: deputy.person.fullName });
		}
		return { next: deputy, kind: 'deputy' as const };
	}
	const delegation = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId! } });
	const personId = await personNamed(context, wanted, delegation.unitId);
	const known = await tx.delegate.findUnique({
		where: { conferenceId_personId: { conferenceId, personId } },
		include: whole
	});
	if (known?.id === delegate.id) {
		throw new Refusal('substitution_holds_seat', { name: known.person.fullName });
	}
	if (known?.status === 'substituted' && known.delegationId === delegationId) {
		return { next: known, kind: 'returning' as const };
	}
	await refuseNamed(tx, conferenceId, personId);
	const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
	const next = await tx.delegate.create({
		data: {
			...{ id: newId(), conferenceId, delegationId, personId, categoryId: delegate.categoryId },
			title: wanted.title ?? person.position,
			...{ role: 'member', status: 'confirmed', statusAt: at, createdAt: at }
		},
		include: whole
	});
	return { next, kind: 'new' as const };
}

/** The deputy's own seat is vacant from now on; others' is none. */
async function leaveOwnSeat({ tx, at }: Context, delegateId: string): Promise<void> {
	await tx.seatHolding.updateMany({ where: { delegateId, until: null }, data: { until: at } });
}

export interface Substitution extends Successor {
	readonly delegateId: string;
	readonly version: number | null;
	readonly reason: string;
	readonly authorisedBy: string;
}

/** Gives a delegate's seat to another; answers who has it now. Refuses where a gate has let the delegate in already. */
export async function substitution(
	context: Context,
	{ delegateId, version: seen, reason: why, authorisedBy, ...wanted }: Substitution
): Promise<{ readonly delegateId: string }> {
	const { tx, at, audit, publish } = context;
	const from = await seatOf(context, delegateId);
	const { delegate } = from;
	if (delegate.version !== seen) throw new Refusal('stale');
	await refuseInside(tx, delegate, 'substitution_came_in');
	const { conferenceId, delegationId, role, deputyOrder, status, statusReason } = delegate;
	if (!delegationId) throw new Refusal('substitution_no_delegation');
	const after = statusAfter(delegate, 'substitute', why);
	const { next, kind } = await successor(context, delegate, wanted);
	if (kind === 'deputy') await leaveOwnSeat(context, next.id);
	assertMayPass(context, from, { id: next.id, name: next.person.fullName }, [], why, authorisedBy);
	await tx.delegate.update({
		where: { id: delegateId },
		data: {
			...{ status: after, statusReason: why, priorStatus: status, priorReason: statusReason, statusAt: at },
			...{ role: 'member', deputyOrder: null, version: { increment: 1 } }
		}
	});
	const nextStatus = kind === 'returning' ? statusAfter(next, 'swap-back', why) : next.status;
	await tx.delegate.update({
		where: { id: next.id },
		data: {
			...{ role, deputyOrder },
			...{ status: nextStatus, statusReason: null, version: { increment: 1 } },
			...(nextStatus === next.status ? {} : { statusAt: at })
		}
	});
	await takeSeat(context, from, next.id, why, authorisedBy);
	await settleRoles(context, delegationId);
	audit({
		subjectKind: 'delegate',
		subjectId: delegateId,
		before: { status, statusReason, role, deputyOrder },
		after: { status: after, statusReason: why, replacedBy: next.id },
		reason: why
	});
	audit({
		subjectKind: 'delegate',
		subjectId: next.id,
		before: kind === 'new' ? undefined : { status: next.status, role: next.role },
		after: {
			...{ delegationId, personId: next.personId, categoryId: next.categoryId, title: next.title },
			...{ status: nextStatus, role, replacesId: delegateId }
		},
		reason: why
	});
	await movedRoster(context, conferenceId);
	publish({ kind: 'conference.changed', conferenceId });
	return { delegateId: next.id };
}

/**
 * Gives a delegate's seat to another. The seat stays one of the quota and keeps who held it; whoever takes it has the role of
 * the one replaced. A deputy who takes it leaves the own seat vacant.
 */
export const substituteDelegate = command({
	action: 'delegate.substitute',
	input: v.object({
		delegateId: id,
		version,
		/** A deputy of the delegation. */
		byDelegateId: optionalId,
		/** Somebody on the lists, or by name. */
		personId: optionalId,
		...personEntries,
		title: OptionalText(200),
		reason
	}),
	scope: (tx, { delegateId }) => delegateScope(tx, delegateId),
	async run(context, input) {
		await assertMayWrite(context);
		return substitution(context, { ...input, authorisedBy: nameOfActor(context.actor) });
	}
});
