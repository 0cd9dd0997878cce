import type { Database } from '#lib/server/db/client.ts';

const WINDOW_MS = 15 * 60_000;

/** How long a key stays blocked after its nth failure in a quarter of an hour. */
function pauseMs(failures: number, allowed: number): number {
	if (failures < allowed) return 0;
	return Math.min(WINDOW_MS, 5_000 * 2 ** (failures - allowed));
}

/** Milliseconds until `key` may try again; 0 where it may now. */
export async function blockedForMs(database: Database, keys: readonly string[], now: Date): Promise<number> {
	const rows = await database.read.signInThrottle.findMany({ where: { key: { in: [...keys] } } });
	return Math.max(0, ...rows.map((row) => (row.blockedUntil?.getTime() ?? 0) - now.getTime()));
}

/** Counts a failure against each key; `allowed` failures are free before pauses grow. */
export async function countFailure(
	database: Database,
	keys: readonly { key: string; allowed: number }[],
	now: Date
): Promise<void> {
	await database.transaction(async (tx) => {
		for (const { key, allowed } of keys) {
			const row = await tx.signInThrottle.findUnique({ where: { key } });
			const fresh = !row || now.getTime() - row.firstAt.getTime() > WINDOW_MS;
			const failures = fresh ? 1 : row.failures + 1;
			const blockedUntil = new Date(now.getTime() + pauseMs(failures, allowed));
			const data = { failures, firstAt: fresh ? now : row.firstAt, blockedUntil };
			await tx.signInThrottle.upsert({ where: { key }, create: { key, ...data }, update: data });
		}
	});
}

export async function forgetFailures(database: Database, key: string): Promise<void> {
	await database.transaction((tx) => tx.signInThrottle.deleteMany({ where: { key } }));
}
