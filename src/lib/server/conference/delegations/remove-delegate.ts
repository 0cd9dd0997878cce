import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { movedRoster } from '../roster-rev.ts';
import { delegateScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';
import { settleRoles } from './roles.ts';

const REMOVABLE = ['invited', 'confirmed', 'excused'];

/**
 * Takes somebody off the list who was named by mistake: while nobody took their place and they took nobody's. Whoever cannot
 * come is excused or substituted instead, so that it stays known.
 */
export const removeDelegate = command({
	action: 'delegate.name',
	input: v.object({ delegateId: id, version }),
	scope: (tx, { delegateId }) => delegateScope(tx, delegateId),
	async run(context, { delegateId, version: seen }) {
		await assertMayWrite(context);
		const { tx, audit, publish } = context;
		const before = await tx.delegate.findUniqueOrThrow({
			where: { id: delegateId },
			include: { replacedBy: { select: { id: true } }, person: { select: { fullName: true } }, seats: true }
		});
		if (before.version !== seen) throw new Refusal('stale');
		const hasHistory =
			before.replacesId !== null ||
			before.replacedBy !== null ||
			(await tx.seatHolding.count({ where: { seatId: delegateId, delegateId: { not: delegateId } } })) > 0 ||
			before.seats.some(({ seatId }) => seatId !== delegateId) ||
			// A gate has seen them: what was read stays and names them.
			(await tx.scan.count({ where: { delegateId } })) > 0;
		if (!REMOVABLE.includes(before.status) || hasHistory) {
			throw new Refusal('delegate_not_removable', { name: before.person.fullName });
		}
		const { conferenceId, delegationId } = before;
		try {
			await tx.delegate.delete({ where: { id: delegateId } });
		} catch (error) {
			// A badge was made, or a gate has seen it.
			if ((error as { code?: unknown }).code !== 'P2003') throw error;
			throw new Refusal('delegate_not_removable', { name: before.person.fullName });
		}
		if (delegationId) await settleRoles(context, delegationId);
		const { personId, categoryId, role, deputyOrder, title, status } = before;
		audit({
			subjectKind: 'delegate',
			subjectId: delegateId,
			before: { delegationId, personId, categoryId, role, deputyOrder, title, status },
			after: { removed: true }
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
