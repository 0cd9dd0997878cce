import type { Tx } from '#lib/server/db/client.ts';
import type { KeptFile } from './read-file.ts';

/** Keeps a file once, however many documents name it. */
export async function keepFile(tx: Tx, { hash, type, bytes }: KeptFile, at: Date): Promise<void> {
	if (await tx.storedFile.findUnique({ where: { hash }, select: { hash: true } })) return;
	await tx.storedFile.create({ data: { hash, type, size: bytes.length, bytes, createdAt: at } });
}

/** A file's bytes; null where there is none under this hash. */
export async function storedFile(read: Tx, hash: string) {
	return read.storedFile.findUnique({ where: { hash }, select: { type: true, bytes: true } });
}
