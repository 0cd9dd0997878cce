import { randomBytes } from 'node:crypto';
import { shortCode } from '#lib/domain/admission/short-code.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import type { Context } from '#lib/server/command/command.ts';

/** An active badge of a delegate, as a row: 64 random bits and what is printed of them. */
export function newBadge(
	{ actor, at }: Pick<Context, 'actor' | 'at'>,
	of: { readonly conferenceId: string; readonly keyId: string; readonly delegateId: string },
	replacesId: string | null = null
) {
	const number = randomBytes(8).toString('hex');
	return {
		number,
		shortCode: shortCode(number),
		...of,
		kind: 'badge',
		status: 'active',
		activeBadgeOf: of.delegateId,
		replacesId,
		issuedAt: at,
		issuedBy: actorId(actor)
	};
}
