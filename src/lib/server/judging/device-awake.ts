import { createHmac, timingSafeEqual } from 'node:crypto';
import { DESK_IDLE_MS } from '#lib/live/desk-idle.ts';

/** However busy the table is: after half a day the PIN is asked again, as on a judge's sheet. */
const LONGEST_MS = 12 * 3600_000;
/** Touches within a minute are one. */
const RENEW_MS = 60_000;

interface Awake {
	readonly wokenMs: number;
	readonly touchedMs: number;
}

// As with `wakeToken`: the key is the argon2id hash of the PIN. The word in front keeps the two kinds apart.
const signed = (pinHash: string, deviceId: string, { wokenMs, touchedMs }: Awake) =>
	createHmac('sha256', pinHash).update(`desk.${deviceId}.${wokenMs}.${touchedMs}`).digest('base64url');

function tokenOf(pinHash: string, deviceId: string, awake: Awake): string {
	return `${awake.wokenMs}.${awake.touchedMs}.${signed(pinHash, deviceId, awake)}`;
}

function read(token: string, pinHash: string, deviceId: string, now: Date): Awake | null {
	const [woken = '', touched = '', signature = ''] = token.split('.');
	if (!/^\d{13}$/.test(woken) || !/^\d{13}$/.test(touched)) return null;
	const awake = { wokenMs: Number(woken), touchedMs: Number(touched) };
	if (awake.wokenMs + LONGEST_MS <= now.getTime() || awake.touchedMs + DESK_IDLE_MS <= now.getTime())
		return null;
	const expected = Buffer.from(signed(pinHash, deviceId, awake));
	const given = Buffer.from(signature);
	return given.length === expected.length && timingSafeEqual(given, expected) ? awake : null;
}

/** What a tablet's cookie holds once its PIN was given: awake at the desk for half an hour without a touch, half a day in all. */
export function deskWake(pinHash: string, deviceId: string, now: Date): string {
	return tokenOf(pinHash, deviceId, { wokenMs: now.getTime(), touchedMs: now.getTime() });
}

export function isAwakeAtDesk(token: string, pinHash: string, deviceId: string, now: Date): boolean {
	return read(token, pinHash, deviceId, now) !== null;
}

/** The same with the last touch at `now`; null where it sleeps, or was touched a moment ago. */
export function touchedDeskWake(token: string, pinHash: string, deviceId: string, now: Date): string | null {
	const awake = read(token, pinHash, deviceId, now);
	if (!awake || now.getTime() - awake.touchedMs < RENEW_MS) return null;
	return tokenOf(pinHash, deviceId, { ...awake, touchedMs: now.getTime() });
}
