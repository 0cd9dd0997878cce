import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** One browser may drive several projectors: each window has a number, and each number a cookie of its own. */
export const WINDOWS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export function cookieOfWindow(asked: string | null | undefined): string {
	const number = WINDOWS.find((one) => String(one) === asked) ?? 1;
	return number === 1 ? 'kheo_screen' : `kheo_screen_${number}`;
}

export type ScreenActor = Extract<Actor, { kind: 'screen' }>;

/** The screen that holds a secret; anonymous where it waits for its desk, was revoked or never was. */
export async function screenActor(read: Tx, secret: string | null | undefined): Promise<Actor> {
	const screen = secret ? await screenHolding(read, secret) : null;
	if (!screen) return ANONYMOUS;
	return { kind: 'screen', screenId: screen.id, contestId: screen.contestId, name: screen.name };
}

export async function screenHolding(read: Tx, secret: string) {
	const screen = await read.screen.findUnique({ where: { tokenHash: hashOf(secret) } });
	return screen && !screen.revokedAt ? screen : null;
}
