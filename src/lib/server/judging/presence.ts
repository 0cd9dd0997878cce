import type { Database } from '#lib/server/db/client.ts';
import type { TabletActor } from './store-marks.ts';

// On globalThis, as the sockets are: in development vite loads this module again.
const KEY = Symbol.for('kheo.tablets');
const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, number> };
const sockets = (holder[KEY] ??= new Map<string, number>());

export function isConnected(deviceId: string): boolean {
	return (sockets.get(deviceId) ?? 0) > 0;
}

export function countSocket(deviceId: string, change: 1 | -1): void {
	const count = (sockets.get(deviceId) ?? 0) + change;
	if (count > 0) sockets.set(deviceId, count);
	else sockets.delete(deviceId);
}

/** Notes when a tablet was last heard of. Nobody's act, so it leaves no line in the audit log. */
export async function noteSeen(database: Database, actor: TabletActor, appVersion?: string): Promise<void> {
	const seen = { lastSeenAt: new Date(), ...(appVersion ? { appVersion } : {}) };
	await database.transaction((tx) => tx.device.updateMany({ where: { id: actor.deviceId }, data: seen }));
}
