import type { Cookies } from '@sveltejs/kit';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { isAwakeAtDesk, touchedDeskWake } from '#lib/server/judging/device-awake.ts';
import { pairedDevice } from './device-actor.ts';

export const AWAKE_COOKIE = 'kheo_awake';

/** A tablet as its cookies show it. */
export interface Tablet {
	readonly actor: Actor;
	/** Its PIN was given and it was touched since: it may work at the desk. A tablet without a PIN sleeps. */
	readonly isAwake: boolean;
	/** What its cookie should hold from now on because it is being touched; null where nothing changes. */
	readonly touched: string | null;
}

/** Who the tablet with these cookies acts for at `now`, and whether it is awake at the desk. */
export async function tabletOf(
	read: Tx,
	{ token, awake }: { readonly token: string | null; readonly awake: string | null },
	now: Date
): Promise<Tablet> {
	const device = token ? await pairedDevice(read, token, now) : null;
	if (!device) return { actor: ANONYMOUS, isAwake: false, touched: null };
	const { actor, pinHash } = device;
	if (!awake || !pinHash) return { actor, isAwake: false, touched: null };
	return {
		actor,
		isAwake: isAwakeAtDesk(awake, pinHash, actor.deviceId, now),
		touched: touchedDeskWake(awake, pinHash, actor.deviceId, now)
	};
}

/** Keeps that a tablet is awake at the desk until its browser closes; null puts it to sleep. */
export function setAwake(
	{ cookies, url }: { readonly cookies: Cookies; readonly url: URL },
	awake: string | null
): void {
	// Halls often have a server without https on their own network.
	const options = {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:'
	} as const;
	if (awake === null) cookies.delete(AWAKE_COOKIE, options);
	else cookies.set(AWAKE_COOKIE, awake, options);
}
