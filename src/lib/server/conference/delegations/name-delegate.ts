import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import type { DelegateRole } from '#lib/domain/conference/delegation.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { movedRoster } from '../roster-rev.ts';
import { delegateEntries, personEntries } from './delegate-fields.ts';
import { personNamed, type NamedPerson } from './delegate-person.ts';
import { delegationScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';
import { giveRole } from './roles.ts';

/** The category that was chosen, or the conference's first; a category of another conference is none. */
export async function categoryOf(tx: Tx, conferenceId: string, wanted: string | null): Promise<string> {
	const known = await tx.delegateCategory.findMany({
		where: { conferenceId },
		orderBy: { position: 'asc' },
		select: { id: true }
	});
	const found = wanted === null ? known[0] : known.find((category) => category.id === wanted);
	if (!found) throw new Refusal('invalid', {}, [{ field: 'categoryId', code: 'field_required' }]);
	return found.id;
}

/** Refuses a person who is called to the conference already, and says by which unit. */
export async function refuseNamed(tx: Tx, conferenceId: string, personId: string): Promise<void> {
	const named = await tx.delegate.findUnique({
		where: { conferenceId_personId: { conferenceId, personId } },
		include: { person: true, delegation: { include: { unit: { select: { name: true } } } } }
	});
	if (!named) return;
	const name = named.person.fullName;
	const unit = named.delegation?.unit.name;
	const [code, params] = unit
		? (['delegate_named', { name, unit }] as const)
		: (['delegate_named_guest', { name }] as const);
	throw new Refusal(code, params, [{ field: 'fullName', code, params }]);
}

/** Refuses one more than the quota, unless the desk says why. */
async function refuseOver({ tx, actor }: Context, delegationId: string, quota: number, why: string | null) {
	const taken = await tx.delegate.count({ where: { delegationId, status: { not: 'substituted' } } });
	if (taken < quota) return false;
	if (actor.kind === 'delegation') throw new Refusal('delegation_full', { quota });
	if (why === null || why.length < 5) {
		throw new Refusal('delegation_over', { quota }, [
			{ field: 'overReason', code: 'delegation_over', params: { quota } }
		]);
	}
	return true;
}

interface NewDelegate extends NamedPerson {
	readonly personId: string | null;
	readonly categoryId: string | null;
	readonly title: string | null;
	readonly role: DelegateRole;
	readonly deputyOrder: number | null;
	readonly note: string | null;
	/** Why the quota is passed. */
	readonly overReason: string | null;
	readonly status: 'invited' | 'confirmed';
}

/** A delegate more in a delegation, on the next seat; the quota is asked first. */
export async function addDelegate(
	context: Context,
	delegationId: string,
	{ personId, overReason, status, ...typed }: NewDelegate
): Promise<{ readonly delegateId: string; readonly conferenceId: string }> {
	const { tx, actor, at, newId, audit, publish } = context;
	const delegation = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
	const { conferenceId, unitId, quota } = delegation;
	const isOver = await refuseOver(context, delegationId, quota, overReason);
	const categoryId = await categoryOf(tx, conferenceId, typed.categoryId);
	const named = await personNamed(context, { ...typed, personId }, unitId);
	await refuseNamed(tx, conferenceId, named);
	const delegateId = newId();
	const data = {
		personId: named,
		categoryId,
		title: typed.title ?? (await positionOf(tx, named)),
		status,
		note: typed.note
	};
	await tx.delegate.create({
		data: {
			id: delegateId,
			conferenceId,
			delegationId,
			...data,
			role: 'member',
			statusAt: at,
			createdAt: at
		}
	});
	await tx.seatHolding.create({
		data: {
			...{ id: newId(), conferenceId, seatId: delegateId, delegateId },
			...{ authorisedBy: nameOfActor(actor), since: at }
		}
	});
	const { role, deputyOrder } = await giveRole(context, delegationId, {
		id: delegateId,
		role: typed.role,
		order: typed.deputyOrder
	});
	audit({
		subjectKind: 'delegate',
		subjectId: delegateId,
		after: { delegationId, ...data, role, deputyOrder },
		reason: isOver ? (overReason ?? undefined) : undefined
	});
	await movedRoster(context, conferenceId);
	publish({ kind: 'conference.changed', conferenceId });
	return { delegateId, conferenceId };
}

/** Names a person for a delegation: somebody on the lists, or by name. A person is counted once in a conference. */
export const nameDelegate = command({
	action: 'delegate.name',
	input: v.object({
		delegationId: id,
		/** Somebody on the lists; then no name is needed. */
		personId: optionalId,
		...personEntries,
		...delegateEntries,
		/** Why the quota is passed. */
		overReason: optionalText(500)
	}),
	scope: (tx, { delegationId }) => delegationScope(tx, delegationId),
	async run(context, { delegationId, ...typed }) {
		await assertMayWrite(context);
		const isUnit = context.actor.kind === 'delegation';
		const { delegateId } = await addDelegate(context, delegationId, {
			...typed,
			// Units do not choose the category: their people come as the committee invites them.
			categoryId: isUnit ? null : typed.categoryId,
			// Whoever is named by the unit itself comes by the unit's word.
			status: isUnit ? 'confirmed' : 'invited'
		});
		return { delegateId };
	}
});

export async function positionOf(tx: Tx, personId: string): Promise<string | null> {
	const person = await tx.person.findUnique({ where: { id: personId }, select: { position: true } });
	return person?.position ?? null;
}
