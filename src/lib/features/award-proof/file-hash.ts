import { hex, sha256Hex } from '#lib/domain/shared/sha256.ts';

export const MOST_FILE_MB = 30;

/** SHA-256 of a file, reckoned in this browser: by its own means, or by ours where a page without https has none. */
export async function fileHash(file: File): Promise<string> {
	const bytes = await file.arrayBuffer();
	const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
	if (!subtle) return sha256Hex(new Uint8Array(bytes));
	return hex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}
