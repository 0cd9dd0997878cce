import type { Context } from '#lib/server/command/command.ts';

/** Whatever gates hold of a conference changed: its revision moves on, and gates are told. */
export async function movedRoster(
	{ tx, publish }: Pick<Context, 'tx' | 'publish'>,
	conferenceId: string
): Promise<number> {
	const { rosterRev } = await tx.conference.update({
		where: { id: conferenceId },
		data: { rosterRev: { increment: 1 } },
		select: { rosterRev: true }
	});
	publish({ kind: 'roster.changed', conferenceId });
	return rosterRev;
}
