import * as v from 'valibot';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';
import { personEntries } from '../delegations/delegate-fields.ts';
import { personNamed, type NamedPerson } from '../delegations/delegate-person.ts';
import { addDelegate, categoryOf, refuseNamed } from '../delegations/name-delegate.ts';
import { handOut } from './hand-out.ts';
import { receptionScope } from './reception-scope.ts';

interface Guest extends NamedPerson {
	readonly categoryId: string | null;
	readonly title: string | null;
	readonly note: string | null;
}

/** Somebody who comes for no unit: no quota is asked. */
export async function addGuest(
	context: Context,
	conferenceId: string,
	guest: Guest,
	delegateId = context.newId()
): Promise<string> {
	const { tx, at, audit, publish } = context;
	const categoryId = await categoryOf(tx, conferenceId, guest.categoryId);
	const personId = await personNamed(context, { ...guest, personId: null }, null);
	await refuseNamed(tx, conferenceId, personId);
	const data = { personId, categoryId, title: guest.title, note: guest.note, status: 'confirmed' };
	await tx.delegate.create({
		data: { id: delegateId, conferenceId, ...data, role: 'member', statusAt: at, createdAt: at }
	});
	audit({ subjectKind: 'delegate', subjectId: delegateId, after: { delegationId: null, ...data } });
	publish({ kind: 'conference.changed', conferenceId });
	return delegateId;
}

/** Puts somebody on the list who has come without being on it, for a delegation or as a guest, and gives them a badge. */
export const registerAtDesk = command({
	action: 'reception.register',
	input: v.object({
		conferenceId: id,
		/** None: a guest who comes for no unit. */
		delegationId: optionalId,
		categoryId: optionalId,
		...personEntries,
		title: OptionalText(200),
		note: optionalText(500),
		/** Why the quota is passed. */
		overReason: optionalText(500)
	}),
	scope: receptionScope,
	async run(context, { conferenceId, delegationId, overReason, ...typed }) {
		const { tx } = context;
		const status = 'confirmed' as const;
		let delegateId: string;
		if (delegationId) {
			const delegation = await tx.delegation.findUnique({ where: { id: delegationId } });
			if (delegation?.conferenceId !== conferenceId) throw new Refusal('not_found');
			const rest = { personId: null, role: 'member', deputyOrder: null, overReason, status } as const;
			({ delegateId } = await addDelegate(context, delegationId, { ...typed, ...rest }));
		} else delegateId = await addGuest(context, conferenceId, typed);
		const credential = await handOut(context, { conferenceId, delegateId }, typed.note ?? '');
		return { delegateId, credential };
	}
});
