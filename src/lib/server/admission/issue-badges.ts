import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import { id, optionalId } from '#lib/server/contest/input.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import { currentKey } from './conference-key.ts';
import { newBadge } from './new-credential.ts';

/** Who was replaced by a deputy gets no badge: the deputy does. */
const EXPECTED = { replacedBy: null, status: { not: 'substituted' } } as const;

/** Gives a badge to one delegate, or to all who have none. Whoever has one keeps it. */
export const issueBadges = command({
	action: 'credential.issue',
	input: v.object({ conferenceId: id, delegateId: optionalId }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, delegateId }) {
		const { tx, audit } = context;
		if (delegateId) {
			const delegate = await tx.delegate.findUnique({ where: { id: delegateId } });
			if (delegate?.conferenceId !== conferenceId) throw new Refusal('not_found');
			if (delegate.status === 'substituted') throw new Refusal('admission_substituted');
		}
		const lacking = await tx.delegate.findMany({
			where: {
				conferenceId,
				...EXPECTED,
				...(delegateId ? { id: delegateId } : {}),
				credentials: { none: { kind: { in: ['badge', 'temporary'] }, status: 'active' } }
			},
			select: { id: true },
			orderBy: { id: 'asc' }
		});
		if (lacking.length === 0) return { issued: 0 };
		const key = await currentKey(context, conferenceId);
		const badges = lacking.map(({ id: lacks }) =>
			newBadge(context, { conferenceId, keyId: key.id, delegateId: lacks })
		);
		await insertRows(tx, 'Credential', badges);
		audit({
			subjectKind: 'conference',
			subjectId: conferenceId,
			after: {
				issued: badges.map(({ number, delegateId: of }) => ({ number, delegateId: of })),
				kid: key.kid
			}
		});
		await movedRoster(context, conferenceId);
		return { issued: badges.length };
	}
});
