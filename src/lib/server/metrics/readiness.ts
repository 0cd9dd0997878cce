import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '#lib/live/id.ts';
import type { Database } from '#lib/server/db/client.ts';

class Undo extends Error {}

const PATIENCE_MS = 3000;

/** What keeps the server from doing its work, in words; null when nothing does. */
export type Obstacle = string | null;

async function writes(database: Database): Promise<Obstacle> {
	try {
		// A real write to a real table, undone: a read-only disk or an old schema shows only here.
		await database.transaction(async (tx) => {
			await tx.setting.create({ data: { key: `readiness ${newId()}`, value: '' } });
			throw new Undo();
		});
	} catch (error) {
		if (error instanceof Undo) return null;
		return 'The database does not take writes: its disk may be full or read-only, or it was not migrated.';
	}
	return null;
}

async function reads(database: Database): Promise<Obstacle> {
	try {
		await database.read.projection.count();
		return null;
	} catch {
		return 'The database cannot be read, or was not migrated.';
	}
}

/** Whether the database is migrated and takes writes, tried now and leaving nothing behind. */
export async function obstacle(database: Database): Promise<Obstacle> {
	const tried = async () => (await reads(database)) ?? (await writes(database));
	const late = wait(PATIENCE_MS, 'The database did not answer within three seconds.', { ref: false });
	return Promise.race([tried(), late]);
}
