import * as v from 'valibot';
import { currentKey } from '#lib/server/admission/conference-key.ts';
import { newSlip } from '#lib/server/admission/new-credential.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId } from '#lib/server/contest/input.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import { movedRoster } from '../roster-rev.ts';
import { conferenceScope } from '../scope.ts';

/**
 * Slips with which a certificate or gift is fetched, for everybody of a category or delegation (of all, where neither is
 * named). Whoever has one keeps it; answers the numbers of all, to be printed.
 */
export const issuePickUps = command({
	action: 'credential.issue',
	input: v.object({ conferenceId: id, categoryId: optionalId, delegationId: optionalId }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, categoryId, delegationId }) {
		const { tx, audit } = context;
		const wanted = await tx.delegate.findMany({
			where: {
				conferenceId,
				status: { not: 'substituted' },
				...(categoryId ? { categoryId } : {}),
				...(delegationId ? { delegationId } : {})
			},
			select: {
				id: true,
				credentials: { where: { kind: 'pick-up', status: 'active' }, select: { number: true } }
			},
			orderBy: { id: 'asc' }
		});
		if (wanted.length === 0) throw new Refusal('admission_nothing_to_print');
		const had = wanted.flatMap(({ credentials }) => credentials.map(({ number }) => number));
		const lacking = wanted.filter(({ credentials }) => credentials.length === 0);
		if (lacking.length === 0) return { numbers: had };
		const key = await currentKey(context, conferenceId);
		const of = { conferenceId, keyId: key.id };
		const slips = lacking.map(({ id: delegateId }) => newSlip(context, { ...of, delegateId }, 'pick-up'));
		await insertRows(tx, 'Credential', slips);
		audit({
			subjectKind: 'conference',
			subjectId: conferenceId,
			after: { pickUps: slips.map(({ number, delegateId }) => ({ number, delegateId })), kid: key.kid }
		});
		await movedRoster(context, conferenceId);
		return { numbers: [...had, ...slips.map(({ number }) => number)] };
	}
});
