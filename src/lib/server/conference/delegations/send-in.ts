import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contactEntries } from './delegate-fields.ts';
import { delegationScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';

/** The unit says that its list is complete, and whom to ask. It may change it, and send it in again, until the deadline. */
export const sendIn = command({
	action: 'delegation.send-in',
	input: v.object({
		contactName: v.pipe(contactEntries.contactName, v.string('field_required')),
		contactPhone: v.pipe(contactEntries.contactPhone, v.string('field_required'))
	}),
	scope(tx, _, actor) {
		if (actor.kind !== 'delegation') throw new Refusal('forbidden');
		return delegationScope(tx, actor.delegationId);
	},
	async run(context, { contactName, contactPhone }) {
		await assertMayWrite(context);
		const { tx, scope, at, audit, publish } = context;
		const delegationId = scope.delegationId!;
		const before = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
		const people = await tx.delegate.findMany({
			where: { delegationId, status: { not: 'substituted' } },
			select: { status: true }
		});
		if (people.length === 0) throw new Refusal('delegation_nobody');
		const open = people.filter(({ status }) => status === 'invited').length;
		if (open > 0) throw new Refusal('delegation_unconfirmed', { count: open });
		await tx.delegation.update({
			where: { id: delegationId },
			data: { sentInAt: at, contactName, contactPhone, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'delegation',
			subjectId: delegationId,
			before: {
				sentInAt: before.sentInAt,
				contactName: before.contactName,
				contactPhone: before.contactPhone
			},
			after: { sentInAt: at, contactName, contactPhone, named: people.length }
		});
		publish({ kind: 'conference.changed', conferenceId: before.conferenceId });
		return { named: people.length };
	}
});

/** Records that a unit has opened its link, once. Sent by the page's script: messengers fetch every link that is pasted. */
export const openDelegation = command({
	action: 'delegation.open',
	input: v.object({}),
	scope(tx, _, actor) {
		if (actor.kind !== 'delegation') throw new Refusal('forbidden');
		return delegationScope(tx, actor.delegationId);
	},
	async run({ tx, scope, audit, publish }) {
		const subjectId = scope.delegationId!;
		const delegation = await tx.delegation.findUniqueOrThrow({ where: { id: subjectId } });
		if (!delegation.linkMadeAt || delegation.linkRevokedAt) throw new Refusal('delegation_link_dead');
		const earlier = await tx.auditEntry.findFirst({
			where: {
				subjectKind: 'delegation_link',
				subjectId,
				action: 'delegation.open',
				at: { gte: delegation.linkMadeAt }
			}
		});
		if (earlier) return { first: false };
		audit({ subjectKind: 'delegation_link', subjectId, after: { opened: true } });
		publish({ kind: 'conference.changed', conferenceId: delegation.conferenceId });
		return { first: true };
	}
});
