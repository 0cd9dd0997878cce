import type { Database } from '#lib/server/db/client.ts';

const EVERY_MS = 10_000;
const noted = new Map<string, number>();

/** Notes when a team's tablet was last heard of, at most every ten seconds. Nobody's act, so no line in the audit log. */
export async function noteTabletSeen(database: Database, tabletId: string, now = new Date()): Promise<void> {
	if (now.getTime() - (noted.get(tabletId) ?? 0) < EVERY_MS) return;
	noted.set(tabletId, now.getTime());
	await database.transaction((tx) =>
		tx.quizTablet.updateMany({ where: { id: tabletId, revokedAt: null }, data: { lastSeenAt: now } })
	);
}
