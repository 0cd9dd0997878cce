import { crc32, createInflate } from 'node:zlib';
import { Damaged, truncated, unsupported, type Rewritten } from './picture.ts';

/** Without these a picture is no picture, or shows other colours. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND'];
const MOVING = ['acTL', 'fcTL', 'fdAT'];
/** Numbers a pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
	0: [1, 2, 4, 8, 16],
	2: [8, 16],
	3: [1, 2, 4, 8],
	4: [8, 16],
	6: [8, 16]
};
/** First column and line and the steps of the seven passes of an interlaced picture. */
const PASSES = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2]
] as const;

interface Header {
	readonly width: number;
	readonly height: number;
	readonly bits: number;
	readonly isInterlaced: boolean;
}

function header(data: Buffer): Header {
	if (data.length !== 13) throw truncated();
	const [depth, colour, method, filter, interlace] = data.subarray(8) as unknown as number[];
	const samples = SAMPLES[colour!];
	if (!samples || !DEPTHS[colour!]!.includes(depth!) || method !== 0 || filter !== 0 || interlace! > 1) {
		throw unsupported();
	}
	return {
		width: data.readUInt32BE(0),
		height: data.readUInt32BE(4),
		bits: samples * depth!,
		isInterlaced: interlace === 1
	};
}

/** Bytes that the pixels take when they are unpacked. */
function unpacked({ width, height, bits, isInterlaced }: Header): number {
	const lines = (w: number, h: number) => (w > 0 && h > 0 ? h * (1 + Math.ceil((w * bits) / 8)) : 0);
	if (!isInterlaced) return lines(width, height);
	return PASSES.reduce(
		(sum, [x, y, dx, dy]) =>
			sum + lines(Math.max(0, Math.ceil((width - x) / dx)), Math.max(0, Math.ceil((height - y) / dy))),
		0
	);
}

/** The packed pixels give exactly what the header promises: less is a torn file, more is made to fill a memory. */
async function assertWhole(packed: readonly Buffer[], expected: number): Promise<void> {
	const inflate = createInflate();
	for (const chunk of packed) inflate.write(chunk);
	inflate.end();
	let count = 0;
	try {
		for await (const chunk of inflate as AsyncIterable<Buffer>) {
			count += chunk.length;
			if (count > expected) throw truncated();
		}
	} catch {
		throw truncated();
	}
	if (count !== expected) throw truncated();
}

function chunksOf(bytes: Buffer): { kind: string; data: Buffer; whole: Buffer }[] {
	const chunks = [];
	for (let at = 8; ;) {
		if (at + 12 > bytes.length) throw truncated();
		const length = bytes.readUInt32BE(at);
		const end = at + 12 + length;
		if (end > bytes.length) throw truncated();
		const kind = bytes.toString('latin1', at + 4, at + 8);
		if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw truncated();
		chunks.push({ kind, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
		if (kind === 'IEND') return chunks;
		at = end;
	}
}

/** A PNG with nothing but its header, colours and pixels. `limit` is asked about the size before anything is unpacked. */
export async function rewritePng(
	bytes: Uint8Array,
	limit: (width: number, height: number) => void
): Promise<Rewritten> {
	const chunks = chunksOf(Buffer.from(bytes));
	if (chunks[0]?.kind !== 'IHDR' || chunks.filter(({ kind }) => kind === 'IHDR').length > 1) {
		throw unsupported();
	}
	if (chunks.some(({ kind }) => MOVING.includes(kind))) throw new Damaged('picture_moving');
	// A chunk that must be understood, and is not.
	if (chunks.some(({ kind }) => /^[A-Z]/.test(kind) && !KEPT.includes(kind))) throw unsupported();
	const head = header(chunks[0].data);
	limit(head.width, head.height);
	const packed = chunks.flatMap(({ kind, data }) => (kind === 'IDAT' ? [data] : []));
	await assertWhole(packed, unpacked(head));
	return {
		width: head.width,
		height: head.height,
		pieces: [
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			...chunks.flatMap(({ kind, whole }) => (KEPT.includes(kind) ? [whole] : []))
		]
	};
}
