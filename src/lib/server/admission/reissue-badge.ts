import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { badgeScope, foundBadge } from './badge-scope.ts';
import { currentKey } from './conference-key.ts';
import { credentialNumber } from './credential-number.ts';
import { newBadge } from './new-credential.ts';

/** Gives the bearer of a badge a new one. The old one is dead in the same moment, whatever it was before. */
export const reissueBadge = command({
	action: 'credential.issue',
	input: v.object({ conferenceId: id, credential: credentialNumber, reason }),
	scope: badgeScope,
	async run(context, { conferenceId, credential, reason: why }) {
		const { tx, at, audit } = context;
		const old = await foundBadge(tx, conferenceId, credential);
		if (!old.delegate) throw new Refusal('not_found');
		if (old.delegate.status === 'substituted' && !old.delegate.admittedAs)
			throw new Refusal('admission_substituted');
		const newer = await tx.credential.findUnique({ where: { replacesId: credential } });
		const active = await tx.credential.findUnique({ where: { activeBadgeOf: old.delegate.id } });
		if (newer || (active && active.number !== credential)) throw new Refusal('admission_has_newer');
		const key = await currentKey(context, conferenceId);
		await tx.credential.update({
			where: { number: credential },
			data: {
				activeBadgeOf: null,
				...(old.status === 'active' ? { status: 'replaced', withdrawnAt: at, reason: why } : {})
			}
		});
		const badge = newBadge(context, { conferenceId, keyId: key.id, delegateId: old.delegate.id }, credential);
		await tx.credential.create({ data: badge });
		audit({
			subjectKind: 'credential',
			subjectId: badge.number,
			before: { number: credential, status: old.status },
			after: { number: badge.number, delegateId: badge.delegateId, kid: key.kid },
			reason: why
		});
		await movedRoster(context, conferenceId);
		return { credential: badge.number };
	}
});
