import type { Database } from '#lib/server/db/client.ts';

const WINDOW_MS = 15 * 60_000;
const FORGET_AFTER_MS = 24 * 3600_000;

export interface Throttled {
	readonly key: string;
	/** This many failures are free before pauses grow. */
	readonly allowed: number;
}

/** How long a key stays blocked after its nth failure in a quarter of an hour. */
function pauseMs(failures: number, allowed: number): number {
	if (failures < allowed) return 0;
	return Math.min(WINDOW_MS, 5_000 * 2 ** Math.min(20, failures - allowed));
}

/**
 * Milliseconds until these keys may try again; 0 where they may now, and then the attempt is already counted as a
 * failure: a burst of guesses sent at once must not all be checked before the first one counts.
 */
export async function takeAttempt(
	database: Database,
	keys: readonly Throttled[],
	now: Date
): Promise<number> {
	return database.transaction(async (tx) => {
		const rows = await tx.signInThrottle.findMany({ where: { key: { in: keys.map(({ key }) => key) } } });
		const blockedMs = Math.max(0, ...rows.map((row) => (row.blockedUntil?.getTime() ?? 0) - now.getTime()));
		if (blockedMs > 0) return blockedMs;
		for (const { key, allowed } of keys) {
			const row = rows.find((other) => other.key === key);
			const fresh = !row || now.getTime() - row.firstAt.getTime() > WINDOW_MS;
			const failures = fresh ? 1 : row.failures + 1;
			const blockedUntil = new Date(now.getTime() + pauseMs(failures, allowed));
			const data = { failures, firstAt: fresh ? now : row.firstAt, blockedUntil };
			await tx.signInThrottle.upsert({ where: { key }, create: { key, ...data }, update: data });
		}
		return 0;
	});
}

/** After a success: `key`, where there is one, starts anew, the shared keys get only this attempt back. Old rows go. */
export async function forgetFailures(
	database: Database,
	key: string | null,
	shared: readonly string[],
	now: Date
): Promise<void> {
	await database.transaction(async (tx) => {
		await tx.signInThrottle.deleteMany({
			where: {
				OR: [
					...(key === null ? [] : [{ key }]),
					{ firstAt: { lt: new Date(now.getTime() - FORGET_AFTER_MS) } }
				]
			}
		});
		await tx.signInThrottle.updateMany({
			where: { key: { in: [...shared] }, failures: { gt: 0 } },
			data: { failures: { decrement: 1 }, blockedUntil: null }
		});
	});
}
