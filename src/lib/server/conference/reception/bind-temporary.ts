import * as v from 'valibot';
import { credentialNumber } from '#lib/server/admission/credential-number.ts';
import { m } from '#lib/paraglide/messages.js';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { adoptScans } from '#lib/server/gate/adopt-scans.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import { movedRoster } from '../roster-rev.ts';
import { takeBack } from './hand-out.ts';
import { delegateHere, receptionScope } from './reception-scope.ts';

interface Binding {
	readonly conferenceId: string;
	readonly credential: string;
	readonly delegateId: string;
	/** When it was given, and by whom, as the desk that gave it says. */
	readonly boundAt: Date;
	readonly boundBy: string;
	readonly boundName: string;
}

/** The temporary badge with this number, which nobody has yet. */
export async function assertUnbound(tx: Tx, conferenceId: string, credential: string) {
	const badge = await tx.credential.findUnique({
		where: { number: credential },
		include: { temporary: true }
	});
	if (badge?.conferenceId !== conferenceId || !badge.temporary) throw new Refusal('reception_no_temporary');
	if (badge.status !== 'active') throw new Refusal('admission_not_active');
	const { serial } = badge.temporary;
	if (badge.delegateId !== null) throw new Refusal('reception_temporary_bound', { serial });
	return { serial };
}

/**
 * Makes a temporary badge somebody's: whatever else they could show is dead, and what gates read of the badge before is theirs.
 * Refuses a badge that belongs to somebody already.
 */
export async function bind(context: Context, binding: Binding): Promise<void> {
	const { tx, audit, publish } = context;
	const { conferenceId, credential, delegateId, ...bound } = binding;
	const { serial } = await assertUnbound(tx, conferenceId, credential);
	const delegate = await delegateHere(tx, conferenceId, delegateId);
	if (delegate.status === 'substituted' && !delegate.admittedAs) throw new Refusal('admission_substituted');
	await takeBack(context, delegateId, m.reception_temporary_name({ serial }, { locale: 'vi' }));
	await tx.credential.update({
		where: { number: credential },
		data: { delegateId, activeBadgeOf: delegateId }
	});
	await tx.temporaryBadge.update({ where: { credential }, data: bound });
	audit({
		subjectKind: 'credential',
		subjectId: credential,
		before: { delegateId: null, kind: 'temporary' },
		after: { delegateId, serial, boundAt: bound.boundAt, by: bound.boundName }
	});
	await adoptScans(context, { conferenceId, credential, delegateId, personId: delegate.personId });
	await movedRoster(context, conferenceId);
	publish({ kind: 'presence.changed', conferenceId });
}

/** Gives somebody on the list a temporary badge that is printed already. */
export const bindTemporary = command({
	action: 'reception.badge',
	input: v.object({ conferenceId: id, credential: credentialNumber, delegateId: id }),
	scope: receptionScope,
	async run(context, input) {
		const { actor, at } = context;
		const boundName = 'name' in actor ? actor.name : '';
		await bind(context, { ...input, boundAt: at, boundBy: actorId(actor), boundName });
		return { delegateId: input.delegateId, credential: input.credential };
	}
});
