import { Damaged, truncated, unsupported, type Rewritten } from './picture.ts';

const HAS_ALPHA = 0x10;
const IS_MOVING = 0x02;

function chunksOf(bytes: Buffer): Map<string, Buffer> {
	const chunks = new Map<string, Buffer>();
	const end = 8 + bytes.readUInt32LE(4);
	if (end > bytes.length) throw truncated();
	for (let at = 12; at < end;) {
		if (at + 8 > end) throw truncated();
		const kind = bytes.toString('latin1', at, at + 4);
		const length = bytes.readUInt32LE(at + 4);
		if (at + 8 + length > end) throw truncated();
		if (!chunks.has(kind)) chunks.set(kind, bytes.subarray(at + 8, at + 8 + length));
		at += 8 + length + (length % 2);
	}
	return chunks;
}

/** Of a lossy picture: its first piece says how long it is itself. */
function lossySize(data: Buffer): { width: number; height: number } {
	if (data.length < 10) throw truncated();
	const tag = data.readUIntLE(0, 3);
	if ((tag & 1) !== 0 || data.readUIntBE(3, 3) !== 0x9d012a) throw unsupported();
	if (10 + (tag >> 5) > data.length) throw truncated();
	return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

function losslessSize(data: Buffer): { width: number; height: number } {
	if (data.length < 6) throw truncated();
	if (data[0] !== 0x2f) throw unsupported();
	const packed = data.readUInt32LE(1);
	return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}

function chunk(kind: string, data: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.write(kind, 'latin1');
	head.writeUInt32LE(data.length, 4);
	return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function extended(width: number, height: number): Buffer {
	const data = Buffer.alloc(10);
	data[0] = HAS_ALPHA;
	data.writeUIntLE(width - 1, 4, 3);
	data.writeUIntLE(height - 1, 7, 3);
	return chunk('VP8X', data);
}

/** A WebP with nothing but its pixels and how far they can be seen through. */
export function rewriteWebp(bytes: Uint8Array): Rewritten {
	const file = Buffer.from(bytes);
	if (file.length < 20) throw truncated();
	const chunks = chunksOf(file);
	const canvas = chunks.get('VP8X');
	if (chunks.has('ANIM') || ((canvas?.[0] ?? 0) & IS_MOVING) !== 0) throw new Damaged('picture_moving');
	const [lossy, lossless, alpha] = [chunks.get('VP8 '), chunks.get('VP8L'), chunks.get('ALPH')];
	const size = lossy ? lossySize(lossy) : lossless ? losslessSize(lossless) : null;
	if (!size) throw unsupported();
	const { width, height } = size;
	const inside = lossy
		? alpha && canvas
			? [extended(width, height), chunk('ALPH', alpha), chunk('VP8 ', lossy)]
			: [chunk('VP8 ', lossy)]
		: [chunk('VP8L', lossless!)];
	const head = Buffer.alloc(12);
	head.write('RIFF', 'latin1');
	head.writeUInt32LE(4 + inside.reduce((sum, { length }) => sum + length, 0), 4);
	head.write('WEBP', 8, 'latin1');
	return { width, height, pieces: [head, ...inside] };
}
