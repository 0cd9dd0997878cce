import type { Tx } from '#lib/server/db/client.ts';
import type { Context } from '#lib/server/command/command.ts';

/** Whatever gates hold of a conference changed: its revision moves on, and gates are told. */
export async function movedRoster(
	{ tx, publish }: Pick<Context, 'tx' | 'publish'>,
	conferenceId: string
): Promise<number> {
	const rev = await nextRev(tx, conferenceId);
	await tx.conference.update({ where: { id: conferenceId }, data: { listRev: rev } });
	publish({ kind: 'roster.changed', conferenceId });
	return rev;
}

/** A person's or unit's name, office or place changed: every conference that is not over and has them in its roster moves on. */
export async function movedRostersOf(
	context: Pick<Context, 'tx' | 'publish'>,
	of: { readonly personId: string } | { readonly unitId: string }
): Promise<void> {
	const called =
		'personId' in of
			? { personId: of.personId }
			: { OR: [{ delegation: { unitId: of.unitId } }, { person: { unitId: of.unitId } }] };
	const conferences = await context.tx.conference.findMany({
		where: { status: { notIn: ['finished', 'archived'] }, delegates: { some: called } },
		select: { id: true }
	});
	for (const { id } of conferences) await movedRoster(context, id);
}

/** The next revision of what gates hold. Alone it is for presence and for who works at the gates; every other change goes through `movedRoster`. */
export async function nextRev(tx: Tx, conferenceId: string): Promise<number> {
	const { rosterRev } = await tx.conference.update({
		where: { id: conferenceId },
		data: { rosterRev: { increment: 1 } },
		select: { rosterRev: true }
	});
	return rosterRev;
}
