import type { Context } from '#lib/server/command/command.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { mergePerson } from './merge-person.ts';
import { rosterCheckpoints } from './roster-rows.ts';

/** Whose passages a badge without a bearer makes, until somebody is bound to it. */
export const nobodyWith = (credential: string): string => `credential:${credential}`;

/** What gates read of a badge while it was nobody's belongs to its bearer now: their entries are theirs, and are counted once. */
export async function adoptScans(
	context: Context,
	bearer: {
		readonly conferenceId: string;
		readonly credential: string;
		readonly delegateId: string;
		readonly personId: string;
	}
): Promise<void> {
	const { tx } = context;
	const { conferenceId, credential, delegateId, personId } = bearer;
	const orphan = nobodyWith(credential);
	const before = await tx.scan.findMany({
		where: { conferenceId, personId: orphan },
		select: { checkpointId: true }
	});
	if (before.length === 0) return;
	await tx.scan.updateMany({ where: { conferenceId, personId: orphan }, data: { personId, delegateId } });
	const rev = await nextRev(tx, conferenceId);
	const checkpoints = await rosterCheckpoints(tx, conferenceId);
	for (const checkpointId of new Set(before.map((scan) => scan.checkpointId))) {
		for (const who of [orphan, personId]) {
			await mergePerson(context, { conferenceId, checkpointId, personId: who }, checkpoints, rev);
		}
	}
}
