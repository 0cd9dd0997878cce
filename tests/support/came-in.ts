import type { Database } from '#lib/server/db/client.ts';

/** Lets a gate at the conference's entry have let people in, as rows. */
export async function letIn(database: Database, conferenceId: string, personIds: readonly string[]) {
	const entry = await database.read.checkpoint.findFirstOrThrow({ where: { conferenceId, isEntry: true } });
	await database.transaction(async (tx) => {
		for (const personId of personIds) {
			await tx.presence.create({
				data: { checkpointId: entry.id, personId, conferenceId, times: 1, direction: 'in', rev: 1 }
			});
		}
	});
}
