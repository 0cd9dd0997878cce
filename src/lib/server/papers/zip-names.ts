const END = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const MOST_ENTRIES = 20_000;

/** The names in a ZIP file's directory, without unpacking anything; null where it has no whole directory. */
export function zipNames(file: Buffer): string[] | null {
	// The directory's end stands in the last 64 KiB, behind it only a comment.
	let end = -1;
	for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at--) {
		if (file.readUInt32LE(at) === END) {
			end = at;
			break;
		}
	}
	if (end < 0) return null;
	const entries = file.readUInt16LE(end + 10);
	let at = file.readUInt32LE(end + 16);
	const names: string[] = [];
	for (let entry = 0; entry < Math.min(entries, MOST_ENTRIES); entry++) {
		if (at + ENTRY_BYTES > file.length || file.readUInt32LE(at) !== ENTRY) return null;
		const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
			number,
			number,
			number
		];
		names.push(file.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name));
		at += ENTRY_BYTES + name + extra + comment;
	}
	return names;
}
