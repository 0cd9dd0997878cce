import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { contactEntries, quota } from './delegate-fields.ts';
import { delegationScope } from './delegation-scope.ts';

/** Changes a delegation's quota and whom to ask. A quota below those named is refused: somebody has to be taken off first. */
export const editDelegation = command({
	action: 'delegation.save',
	input: v.object({ delegationId: id, version, quota, ...contactEntries }),
	scope: (tx, { delegationId }) => delegationScope(tx, delegationId),
	async run({ tx, audit, publish }, { delegationId, version: seen, ...data }) {
		const before = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
		if (before.version !== seen) throw new Refusal('stale');
		if (data.quota < before.quota) {
			const named = await tx.delegate.count({ where: { delegationId, status: { not: 'substituted' } } });
			if (data.quota < named) {
				throw new Refusal('delegation_quota_below', { named }, [
					{ field: 'quota', code: 'delegation_quota_below', params: { named } }
				]);
			}
		}
		await tx.delegation.update({
			where: { id: delegationId },
			data: { ...data, version: { increment: 1 } }
		});
		const { quota: places, contactName, contactPhone, contactEmail, note } = before;
		audit({
			subjectKind: 'delegation',
			subjectId: delegationId,
			before: { quota: places, contactName, contactPhone, contactEmail, note },
			after: data
		});
		publish({ kind: 'conference.changed', conferenceId: before.conferenceId });
		return { delegationId };
	}
});

/** Takes a delegation away for which nobody was named. */
export const removeDelegation = command({
	action: 'delegation.save',
	input: v.object({ delegationId: id, version }),
	scope: (tx, { delegationId }) => delegationScope(tx, delegationId),
	async run({ tx, audit, publish }, { delegationId, version: seen }) {
		const before = await tx.delegation.findUniqueOrThrow({
			where: { id: delegationId },
			include: { _count: { select: { delegates: true, speeches: true } } }
		});
		if (before.version !== seen) throw new Refusal('stale');
		if (before._count.delegates > 0) throw new Refusal('delegation_not_empty');
		if (before._count.speeches > 0) throw new Refusal('delegation_has_speeches');
		await tx.delegation.delete({ where: { id: delegationId } });
		const { unitId, quota: places, contactName, contactPhone } = before;
		audit({
			subjectKind: 'delegation',
			subjectId: delegationId,
			before: { unitId, quota: places, contactName, contactPhone },
			after: { removed: true }
		});
		publish({ kind: 'conference.changed', conferenceId: before.conferenceId });
		return {};
	}
});
