import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { badgeScope, foundBadge } from './badge-scope.ts';
import { credentialNumber } from './credential-number.ts';

/** Makes a badge worthless: withdrawn by the committee, or lost by its bearer. Gates refuse it from the next revision on. */
export const withdrawBadge = command({
	action: 'credential.withdraw',
	input: v.object({
		conferenceId: id,
		credential: credentialNumber,
		as: v.picklist(['revoked', 'lost'], 'field_required'),
		reason
	}),
	scope: badgeScope,
	async run(context, { conferenceId, credential, as, reason: why }) {
		const { tx, at, audit } = context;
		const badge = await foundBadge(tx, conferenceId, credential);
		if (badge.status === as) return {};
		if (badge.status !== 'active') throw new Refusal('admission_not_active');
		await tx.credential.update({
			where: { number: credential },
			data: { status: as, activeBadgeOf: null, withdrawnAt: at, reason: why }
		});
		audit({
			subjectKind: 'credential',
			subjectId: credential,
			before: { status: badge.status },
			after: { status: as, delegateId: badge.delegateId },
			reason: why
		});
		await movedRoster(context, conferenceId);
		return {};
	}
});
