import { setTimeout as wait } from 'node:timers/promises';

// P2034 is a serialisation failure; P1008 and "database is locked" a second writer on the same file; P2028 a
// transaction that found no connection in time. Connection failures are not here: whether they committed is unknown,
// and the idempotency key of the command, not this loop, makes a second try safe.
const RETRYABLE = new Set(['P2034', 'P1008', 'P2028']);

function mayRetry(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = (error as { code?: unknown }).code;
	if (typeof code === 'string' && RETRYABLE.has(code)) return true;
	return /SQLITE_BUSY|database is locked|could not serialize|deadlock detected|40001|40P01/.test(
		error.message
	);
}

/** Runs `work` again, up to six times with growing pauses, where the database refused it only because of others. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			if (attempt === 6 || !mayRetry(error)) throw error;
			await wait(attempt * attempt * 5 + Math.random() * 20);
		}
	}
}
