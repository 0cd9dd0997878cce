import type { Cookies } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/access/actor.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';

export const MC_COOKIE = 'kheo_mc';

export type McActor = Extract<Actor, { kind: 'mc' }>;

/** The MC's device that asks, as its cookie shows it; null where it was revoked, has ended or never was. */
export async function mcOf(
	{ cookies }: { readonly cookies: Cookies },
	read: Tx,
	now = new Date()
): Promise<McActor | null> {
	const token = cookies.get(MC_COOKIE);
	return token ? mcActor(read, token, now) : null;
}

/** The MC's device that holds a token. */
export async function mcActor(read: Tx, token: string, now: Date): Promise<McActor | null> {
	const device = await read.mcDevice.findUnique({ where: { tokenHash: hashOf(token) } });
	if (!device || device.revokedAt || device.expiresAt <= now) return null;
	const { id: mcDeviceId, conferenceId, mayRun, name } = device;
	return { kind: 'mc', mcDeviceId, conferenceId, mayRun, name };
}

/** The MC's devices of a conference for its desk, the newest first. */
export async function mcDevices(read: Tx, conferenceId: string, now: Date) {
	const rows = await read.mcDevice.findMany({
		where: { conferenceId, revokedAt: null },
		orderBy: [{ createdAt: 'desc' }, { id: 'asc' }]
	});
	return rows
		.filter(({ pairedAt, linkUntil }) => pairedAt !== null || linkUntil > now)
		.map(({ id, name, mayRun, pairedAt }) => ({ id, name, mayRun, pairedAt }));
}
