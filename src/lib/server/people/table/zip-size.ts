const END = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;

/**
 * How many bytes a ZIP file says it unpacks to, from its directory; null where it has no directory. A small file may
 * unpack to gigabytes, so this is looked at before anything is unpacked.
 */
export function unpackedBytes(file: Buffer): number | null {
	// The directory's end stands in the last 64 KiB, behind it only a comment.
	const from = Math.max(0, file.length - 65_557);
	let end = -1;
	for (let at = file.length - 22; at >= from; at--) {
		if (file.readUInt32LE(at) === END) {
			end = at;
			break;
		}
	}
	if (end < 0) return null;
	const entries = file.readUInt16LE(end + 10);
	let at = file.readUInt32LE(end + 16);
	let total = 0;
	for (let entry = 0; entry < entries; entry++) {
		if (at + ENTRY_BYTES > file.length || file.readUInt32LE(at) !== ENTRY) return null;
		total += file.readUInt32LE(at + 24);
		at += ENTRY_BYTES + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return total;
}
