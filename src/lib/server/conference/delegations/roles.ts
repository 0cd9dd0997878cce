import { ranked, settled, type DelegateRole, type Ranked } from '#lib/domain/conference/delegation.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Those who hold a seat of the delegation, in the order in which they were named. */
async function seated(tx: Tx, delegationId: string) {
	const people = await tx.delegate.findMany({
		where: { delegationId, status: { not: 'substituted' } },
		select: { id: true, role: true, deputyOrder: true },
		orderBy: [{ createdAt: 'asc' }, { id: 'asc' }]
	});
	return people.map((each) => ({ ...each, role: each.role as DelegateRole }));
}

async function write(context: Context, before: readonly Ranked[], after: readonly Ranked[], own?: string) {
	const { tx, audit } = context;
	for (const { id, role, deputyOrder } of after) {
		const was = before.find((each) => each.id === id)!;
		if (was.role === role && was.deputyOrder === deputyOrder) continue;
		// The one who was asked about has an entry and a new version of its own; whoever else moved is no longer what others have open.
		const moved = id === own ? {} : { version: { increment: 1 } };
		await tx.delegate.update({ where: { id }, data: { role, deputyOrder, ...moved } });
		if (id !== own) {
			audit({
				subjectKind: 'delegate',
				subjectId: id,
				before: { role: was.role, deputyOrder: was.deputyOrder },
				after: { role, deputyOrder }
			});
		}
	}
	return after;
}

/** Gives a delegate a role; others move so that there is one head and deputies are numbered. */
export async function giveRole(
	context: Context,
	delegationId: string,
	given: { readonly id: string; readonly role: DelegateRole; readonly order: number | null }
): Promise<Ranked> {
	const before = await seated(context.tx, delegationId);
	const after = ranked(before, given.id, given.role, given.order);
	await write(context, before, after, given.id);
	return after.find(({ id }) => id === given.id)!;
}

/** After somebody left: a head again where there is none. */
export async function settleRoles(context: Context, delegationId: string): Promise<void> {
	const before = await seated(context.tx, delegationId);
	await write(context, before, settled(before));
}
