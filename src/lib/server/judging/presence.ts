import type { Condition } from '#lib/live/judge-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { TabletActor } from './store-marks.ts';

// On globalThis, as the sockets are: in development vite loads this module again.
const KEY = Symbol.for('kheo.tablets');
interface Tablets {
	/** Open sockets at this process, by tablet. */
	readonly sockets: Map<string, number>;
	/** Which of a judge's tablets has the sheet, by seat; every process hears of it over the bus. */
	readonly writers: Map<string, string>;
}
const holder = globalThis as typeof globalThis & { [KEY]?: Tablets };
const tablets = (holder[KEY] ??= { sockets: new Map(), writers: new Map() });

export function isConnected(deviceId: string): boolean {
	return (tablets.sockets.get(deviceId) ?? 0) > 0;
}

export function countSocket(deviceId: string, change: 1 | -1): void {
	const count = (tablets.sockets.get(deviceId) ?? 0) + change;
	if (count > 0) tablets.sockets.set(deviceId, count);
	else tablets.sockets.delete(deviceId);
}

/** The tablet that has a seat's sheet; undefined while none is connected and awake. */
export function writerOf(seatId: string): string | undefined {
	return tablets.writers.get(seatId);
}

/** `deviceId` has the sheet of a seat from now on; null gives it up. Answers whether that is news. */
export function setWriter(seatId: string, deviceId: string | null): boolean {
	if ((tablets.writers.get(seatId) ?? null) === deviceId) return false;
	if (deviceId === null) tablets.writers.delete(seatId);
	else tablets.writers.set(seatId, deviceId);
	return true;
}

/** Notes when a tablet was last heard of, and how it is. Nobody's act, so it leaves no line in the audit log. */
export async function noteSeen(
	database: Database,
	actor: TabletActor,
	appVersion: string | null,
	condition: Condition | null
): Promise<void> {
	const seen = { lastSeenAt: new Date(), ...(appVersion ? { appVersion } : {}), ...condition };
	await database.transaction((tx) => tx.device.updateMany({ where: { id: actor.deviceId }, data: seen }));
}
