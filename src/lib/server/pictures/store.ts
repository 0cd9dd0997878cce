import type { Tx } from '#lib/server/db/client.ts';
import type { Picture } from './picture.ts';

/** For `select` and `include`: what a page needs to show a picture, without its bytes. */
export const shownPicture = { select: { hash: true, width: true, height: true } } as const;

/** Keeps a picture once, however many things show it. */
export async function keepPicture(tx: Tx, { hash, type, width, height, bytes }: Picture, at: Date) {
	if (await tx.picture.findUnique({ where: { hash }, select: { hash: true } })) return;
	await tx.picture.create({ data: { hash, type, width, height, bytes, createdAt: at } });
}

/** Forgets a picture that nothing shows any more. */
export async function forgetPicture(tx: Tx, hash: string | null): Promise<void> {
	if (hash !== null)
		await tx.picture.deleteMany({ where: { hash, teams: { none: {} }, slides: { none: {} } } });
}

/** The picture at an address; null where there is none. */
export async function storedPicture(read: Tx, hash: string) {
	if (!/^[0-9a-f]{64}$/.test(hash)) return null;
	return read.picture.findUnique({ where: { hash }, select: { type: true, bytes: true } });
}
