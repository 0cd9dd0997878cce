import { crc32, deflateSync } from 'node:zlib';

const segment = (marker: number, body: Uint8Array) =>
	Buffer.concat([Buffer.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff), body]);

/** What a telephone writes into a photograph: which way up, and where it was taken. */
export function exif(orientation: number, place = 'GPS 21.0285N 105.8542E'): Buffer {
	const tiff = Buffer.alloc(26);
	tiff.write('II*\0', 'latin1');
	tiff.writeUInt32LE(8, 4);
	tiff.writeUInt16LE(1, 8);
	tiff.writeUInt16LE(0x0112, 10);
	tiff.writeUInt16LE(3, 12);
	tiff.writeUInt32LE(1, 14);
	tiff.writeUInt16LE(orientation, 18);
	return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(place)]));
}

interface JpegOptions {
	readonly width?: number;
	readonly height?: number;
	readonly before?: readonly Uint8Array[];
	readonly frame?: number;
	readonly scans?: number;
}

/** Segment for segment a JPEG; what its lines show is nothing. */
export function jpeg({
	width = 640,
	height = 480,
	before = [],
	frame = 0xc0,
	scans = 1
}: JpegOptions = {}): Buffer {
	const size = Buffer.alloc(6);
	size[0] = 8;
	size.writeUInt16BE(height, 1);
	size.writeUInt16BE(width, 3);
	size[5] = 1;
	const scan = Buffer.concat([
		segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])
	]);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		...before,
		segment(0xdb, Buffer.alloc(65, 1)),
		segment(frame, Buffer.concat([size, Buffer.from([1, 0x11, 0])])),
		segment(0xc4, Buffer.alloc(18)),
		...Array.from({ length: scans }, () => scan),
		Buffer.from([0xff, 0xd9])
	]);
}

export function pngChunk(kind: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
	const whole = Buffer.alloc(body.length + 8);
	whole.writeUInt32BE(data.length, 0);
	body.copy(whole, 4);
	whole.writeUInt32BE(crc32(body), body.length + 4);
	return whole;
}

interface PngOptions {
	readonly width?: number;
	readonly height?: number;
	/** How many bytes the pixels really unpack to. */
	readonly unpacked?: number;
	readonly more?: readonly Uint8Array[];
	readonly shade?: number;
}

/** A PNG that browsers show: one grey, `shade`. */
export function png({ width = 320, height = 240, unpacked, more = [], shade = 0 }: PngOptions = {}): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 8;
	const line = Buffer.concat([Buffer.of(0), Buffer.alloc(width, shade)]);
	const pixels =
		unpacked === undefined ? Buffer.concat(Array<Buffer>(height).fill(line)) : Buffer.alloc(unpacked);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		pngChunk('IHDR', head),
		...more,
		pngChunk('IDAT', deflateSync(pixels)),
		pngChunk('IEND', Buffer.alloc(0))
	]);
}

function riffChunk(kind: string, data: Uint8Array): Buffer {
	const head = Buffer.alloc(8);
	head.write(kind, 'latin1');
	head.writeUInt32LE(data.length, 4);
	return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** Piece for piece a lossy WebP, with what cameras put beside the pixels. */
export function webp(beside: Readonly<Record<string, Uint8Array>> = {}, flags = 0): Buffer {
	const pixels = Buffer.alloc(31);
	pixels.writeUIntLE(5 << 5, 0, 3);
	pixels.writeUIntBE(0x9d012a, 3, 3);
	pixels.writeUInt16LE(640, 6);
	pixels.writeUInt16LE(360, 8);
	const extended = Buffer.alloc(10);
	extended[0] = flags;
	extended.writeUIntLE(639, 4, 3);
	extended.writeUIntLE(359, 7, 3);
	const inside = Buffer.concat([
		riffChunk('VP8X', extended),
		riffChunk('VP8 ', pixels),
		...Object.entries(beside).map(([kind, data]) => riffChunk(kind, data))
	]);
	return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), inside]));
}
