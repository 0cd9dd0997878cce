import * as v from 'valibot';
import { currentKey } from '#lib/server/admission/conference-key.ts';
import { newSlip } from '#lib/server/admission/new-credential.ts';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import { movedRoster } from '../roster-rev.ts';
import { conferenceScope } from '../scope.ts';

/** An invitation's code for everybody of these delegations (of all, where none are named) who has none and no badge yet. */
export const issueInvites = command({
	action: 'credential.issue',
	input: v.object({
		conferenceId: id,
		delegationIds: v.optional(v.pipe(v.array(id), v.maxLength(1000)), [])
	}),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, delegationIds }) {
		const { tx, audit } = context;
		const lacking = await tx.delegate.findMany({
			where: {
				conferenceId,
				status: { notIn: ['substituted', 'excused'] },
				delegationId: delegationIds.length > 0 ? { in: [...delegationIds] } : { not: null },
				credentials: { none: { OR: [{ kind: 'invite' }, { prints: { some: {} } }], status: 'active' } }
			},
			select: { id: true },
			orderBy: { id: 'asc' }
		});
		if (lacking.length === 0) return { issued: 0 };
		const key = await currentKey(context, conferenceId);
		const of = { conferenceId, keyId: key.id };
		const invites = lacking.map(({ id: delegateId }) => newSlip(context, { ...of, delegateId }, 'invite'));
		await insertRows(tx, 'Credential', invites);
		audit({
			subjectKind: 'conference',
			subjectId: conferenceId,
			after: { invites: invites.map(({ number, delegateId }) => ({ number, delegateId })), kid: key.kid }
		});
		await movedRoster(context, conferenceId);
		return { issued: invites.length };
	}
});
