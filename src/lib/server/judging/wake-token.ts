import { createHmac, timingSafeEqual } from 'node:crypto';

const LIFETIME_MS = 12 * 3600_000;

// The key is the argon2id hash of the PIN: the tablet never sees it, and a new PIN puts every tablet of before to sleep.
const signed = (pinHash: string, deviceId: string, until: number) =>
	createHmac('sha256', pinHash).update(`${deviceId}.${until}`).digest('base64url');

/** What a tablet keeps in memory while it is awake: that its PIN was given, for half a day. */
export function wakeToken(pinHash: string, deviceId: string, now: Date): string {
	const until = now.getTime() + LIFETIME_MS;
	return `${until}.${signed(pinHash, deviceId, until)}`;
}

export function isWakeToken(token: string, pinHash: string, deviceId: string, now: Date): boolean {
	const [until = '', signature = ''] = token.split('.');
	if (!/^\d{13}$/.test(until) || Number(until) <= now.getTime()) return false;
	const expected = Buffer.from(signed(pinHash, deviceId, Number(until)));
	const given = Buffer.from(signature);
	return given.length === expected.length && timingSafeEqual(given, expected);
}
