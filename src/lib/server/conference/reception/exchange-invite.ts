import * as v from 'valibot';
import { foundBadge } from '#lib/server/admission/badge-scope.ts';
import { credentialNumber } from '#lib/server/admission/credential-number.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { movedRoster } from '../roster-rev.ts';
import { handOut } from './hand-out.ts';
import { delegateHere, receptionScope } from './reception-scope.ts';

/**
 * Takes an invitation in and gives a badge for it: the one that was made already but not printed, else a new one. The
 * invitation is worthless from then on.
 */
export const exchangeInvite = command({
	action: 'reception.badge',
	input: v.object({ conferenceId: id, credential: credentialNumber }),
	scope: receptionScope,
	async run(context, { conferenceId, credential }) {
		const { tx, at, audit } = context;
		const invite = await foundBadge(tx, conferenceId, credential);
		if (invite.kind !== 'invite' || !invite.delegateId) throw new Refusal('reception_no_invite');
		if (invite.status !== 'active') throw new Refusal('reception_invite_used');
		const { delegateId } = invite;
		const delegate = await delegateHere(tx, conferenceId, delegateId);
		if (delegate.status === 'substituted') throw new Refusal('admission_substituted');
		const badge = await tx.credential.findUnique({
			where: { activeBadgeOf: delegateId },
			include: { prints: { take: 1 } }
		});
		// A second badge for one letter is what copies of letters are made for.
		if (badge && badge.prints.length > 0) throw new Refusal('reception_has_badge');
		if (!badge) return { delegateId, credential: await handOut(context, { conferenceId, delegateId }, '') };
		await tx.credential.update({
			where: { number: credential },
			data: { status: 'replaced', withdrawnAt: at }
		});
		audit({
			subjectKind: 'credential',
			subjectId: credential,
			before: { status: 'active', kind: 'invite' },
			after: { status: 'replaced', badge: badge.number, delegateId }
		});
		await movedRoster(context, conferenceId);
		return { delegateId, credential: badge.number };
	}
});
