import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { zipOf, type ZipFile } from '#lib/server/documents/zip.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;

interface ZipEntry {
	readonly name: string;
	readonly method: number;
	readonly packed: Buffer;
	/** Bytes that it unpacks to, as the directory says. */
	readonly claimed: number;
}

function endOf(file: Buffer): number {
	// The directory's end stands in the last 64 KiB, behind it only a comment.
	const from = Math.max(0, file.length - 65_557);
	for (let at = file.length - 22; at >= from; at--) if (file.readUInt32LE(at) === END) return at;
	return -1;
}

/** What a ZIP file's directory names, without unpacking anything; null where it has no whole one. */
export function zipEntries(file: Buffer): ZipEntry[] | null {
	const end = endOf(file);
	if (end < 0) return null;
	const count = file.readUInt16LE(end + 10);
	let at = file.readUInt32LE(end + 16);
	const entries: ZipEntry[] = [];
	for (let entry = 0; entry < count; entry++) {
		if (at + ENTRY_BYTES > file.length || file.readUInt32LE(at) !== ENTRY) return null;
		const [length, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
		const local = file.readUInt32LE(at + 42);
		if (local + LOCAL_BYTES > file.length || file.readUInt32LE(local) !== LOCAL) return null;
		const data = local + LOCAL_BYTES + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
		const size = file.readUInt32LE(at + 20);
		if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0) return null;
		entries.push({
			name: file.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + length!),
			method: file.readUInt16LE(at + 10),
			packed: file.subarray(data, data + size),
			claimed: file.readUInt32LE(at + 24)
		});
		at += ENTRY_BYTES + length! + extra! + comment!;
	}
	return entries;
}

/** How many bytes they unpack to in all, as the directory says: looked at before anything is unpacked. */
export const claimedBytes = (entries: readonly ZipEntry[]): number =>
	entries.reduce((sum, { claimed }) => sum + claimed, 0);

async function unpacked({ method, packed, claimed }: ZipEntry): Promise<Buffer | null> {
	if (method === STORED) return packed;
	if (method !== DEFLATED) return null;
	// A directory may say less than there is: so many bytes, and no more, are ever unpacked.
	return promisify(inflateRaw)(packed, { maxOutputLength: Math.max(claimed, 1) }).catch(() => null);
}

/**
 * The same files in a ZIP that is packed no more: whoever reads it further can be surprised by no size. Null where one of them
 * is not as long as the directory says, or not readable.
 */
export async function unpackedZip(entries: readonly ZipEntry[]): Promise<Buffer | null> {
	const files: ZipFile[] = [];
	for (const entry of entries) {
		const bytes = await unpacked(entry);
		if (bytes?.length !== entry.claimed) return null;
		files.push({ name: entry.name, bytes });
	}
	return Buffer.from(zipOf(files, new Date(0)));
}
