import { crc32 } from 'node:zlib';

export interface ZipFile {
	/** ASCII. */
	readonly name: string;
	readonly bytes: Uint8Array;
}

const UTF8_NAMES = 0x0800;

/** Date and time as a ZIP has them, in Vietnam: two-second steps since 1980. */
function dosMoment(at: Date): { readonly date: number; readonly time: number } {
	const there = new Date(at.getTime() + 7 * 3600_000);
	const year = Math.max(1980, there.getUTCFullYear());
	return {
		date: ((year - 1980) << 9) | ((there.getUTCMonth() + 1) << 5) | there.getUTCDate(),
		time: (there.getUTCHours() << 11) | (there.getUTCMinutes() << 5) | (there.getUTCSeconds() >> 1)
	};
}

/** A ZIP of files as they are: PDFs are compressed already. The same files and moment give the same bytes. */
export function zipOf(files: readonly ZipFile[], at: Date): Uint8Array {
	const { date, time } = dosMoment(at);
	const heads: Buffer[] = [];
	const body: Uint8Array[] = [];
	let offset = 0;
	for (const { name, bytes } of files) {
		const called = Buffer.from(name, 'utf8');
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE(UTF8_NAMES, 2);
		facts.writeUInt16LE(time, 6);
		facts.writeUInt16LE(date, 8);
		facts.writeUInt32LE(crc32(bytes), 10);
		facts.writeUInt32LE(bytes.length, 14);
		facts.writeUInt32LE(bytes.length, 18);
		facts.writeUInt16LE(called.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, called]);
		// Comment, disk and attributes, all none, and where the file begins.
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		heads.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, rest, called]));
		body.push(local, bytes);
		offset += local.length + bytes.length;
	}
	const index = Buffer.concat(heads);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(index.length, 12);
	end.writeUInt32LE(offset, 16);
	return new Uint8Array(Buffer.concat([...body, index, end]));
}
