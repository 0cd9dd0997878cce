import * as v from 'valibot';
import type { DelegateRole } from '#lib/domain/conference/delegation.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { movedRoster } from '../roster-rev.ts';
import { delegateEntries, personEntries } from './delegate-fields.ts';
import { correctedPerson } from './delegate-person.ts';
import { delegateScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';
import { categoryOf } from './name-delegate.ts';
import { giveRole } from './roles.ts';

/** Changes a delegate's category, office, role and note, and corrects how the name is written. */
export const editDelegate = command({
	action: 'delegate.name',
	input: v.object({ delegateId: id, version, ...personEntries, ...delegateEntries }),
	scope: (tx, { delegateId }) => delegateScope(tx, delegateId),
	async run(context, { delegateId, version: seen, ...typed }) {
		await assertMayWrite(context);
		const { tx, actor, audit, publish } = context;
		const before = await tx.delegate.findUniqueOrThrow({
			where: { id: delegateId },
			include: { delegation: { select: { unitId: true } } }
		});
		if (before.version !== seen) throw new Refusal('stale');
		const { conferenceId, delegationId, personId, status } = before;
		await correctedPerson(context, personId, typed, before.delegation?.unitId ?? null);
		const wanted = actor.kind === 'delegation' ? null : typed.categoryId;
		const categoryId = await categoryOf(tx, conferenceId, wanted ?? before.categoryId);
		const data = { categoryId, title: typed.title, note: typed.note };
		await tx.delegate.update({
			where: { id: delegateId },
			data: { ...data, version: { increment: 1 } }
		});
		const given =
			delegationId === null || status === 'substituted'
				? before
				: await giveRole(context, delegationId, {
						id: delegateId,
						role: typed.role as DelegateRole,
						order: typed.deputyOrder
					});
		const role = { role: given.role, deputyOrder: given.deputyOrder };
		audit({
			subjectKind: 'delegate',
			subjectId: delegateId,
			before: {
				...{ categoryId: before.categoryId, title: before.title, note: before.note },
				...{ role: before.role, deputyOrder: before.deputyOrder }
			},
			after: { ...data, ...role }
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { delegateId };
	}
});
