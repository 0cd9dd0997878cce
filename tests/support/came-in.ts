import { presenceAfter } from '#lib/domain/admission/presence.ts';
import type { Database } from '#lib/server/db/client.ts';

/** Lets a gate at the conference's entry have let people in, as rows. */
export async function letIn(database: Database, conferenceId: string, personIds: readonly string[]) {
	const entry = await database.read.checkpoint.findFirstOrThrow({ where: { conferenceId, isEntry: true } });
	const at = new Date();
	const passed = { gate: 'Cửa 1', operator: 'Lan', deviceId: 'tablet', direction: 'in' } as const;
	await database.transaction(async (tx) => {
		for (const personId of personIds) {
			const summary = presenceAfter(null, { ...passed, scanId: personId, at: at.toISOString() });
			await tx.presence.create({
				data: {
					...{ checkpointId: entry.id, personId, conferenceId, times: 1, direction: 'in', rev: 1 },
					...{ summary: JSON.stringify(summary), firstAt: at, lastAt: at }
				}
			});
		}
	});
}
