import { randomBytes } from 'node:crypto';
import { shortCode } from '#lib/domain/admission/short-code.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import type { Context } from '#lib/server/command/command.ts';

interface Of {
	readonly conferenceId: string;
	readonly keyId: string;
}

/** A credential as a row: 64 random bits and what is printed of them. */
function newCredential({ actor, at }: Pick<Context, 'actor' | 'at'>, { conferenceId, keyId }: Of) {
	const number = randomBytes(8).toString('hex');
	return {
		number,
		shortCode: shortCode(number),
		...{ conferenceId, keyId },
		status: 'active',
		issuedAt: at,
		issuedBy: actorId(actor)
	};
}

/** An active badge of a delegate. */
export function newBadge(
	context: Pick<Context, 'actor' | 'at'>,
	of: Of & { readonly delegateId: string },
	replacesId: string | null = null
) {
	const { delegateId } = of;
	return {
		...newCredential(context, of),
		...{ delegateId, kind: 'badge', activeBadgeOf: delegateId, replacesId }
	};
}

/** What a delegate holds beside a badge: an invitation, which the desk takes for one, or the slip for what is handed over. */
export function newSlip(
	context: Pick<Context, 'actor' | 'at'>,
	of: Of & { readonly delegateId: string },
	kind: 'invite' | 'pick-up'
) {
	return { ...newCredential(context, of), delegateId: of.delegateId, kind };
}

/** A badge for nobody yet. */
export function newTemporary(context: Pick<Context, 'actor' | 'at'>, of: Of) {
	return { ...newCredential(context, of), delegateId: null, kind: 'temporary' };
}
