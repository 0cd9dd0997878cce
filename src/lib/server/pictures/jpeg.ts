import { exifWith, orientationIn } from './jpeg-orientation.ts';
import { truncated, unsupported, type Rewritten } from './picture.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DHT = 0xc4;
const DRI = 0xdd;
const APP1 = 0xe1;
const APP14 = 0xee;
/** Baseline, extended and progressive: what browsers show. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** A progressive picture has about ten; thousands are made to keep a machine busy. */
const MOST_SCANS = 60;

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

interface Segment {
	readonly marker: number;
	readonly whole: Uint8Array;
	readonly body: Uint8Array;
}

/** The next segment from `at` on, and where what follows it begins. */
function segmentAt(bytes: Uint8Array, at: number): { segment: Segment; end: number } {
	if (bytes[at] !== 0xff) throw truncated();
	let from = at + 1;
	while (bytes[from] === 0xff) from++;
	const marker = bytes[from];
	if (marker === undefined) throw truncated();
	if (marker === EOI) {
		const none = new Uint8Array();
		return { segment: { marker, whole: none, body: none }, end: from + 1 };
	}
	if (marker === 0 || marker === 1 || marker === SOI || isRestart(marker)) throw unsupported();
	const length = ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
	const end = from + 1 + length;
	if (length < 2 || end > bytes.length) throw truncated();
	const whole = Uint8Array.of(0xff, ...bytes.subarray(from, from + 3));
	const body = bytes.subarray(from + 3, end);
	return { segment: { marker, whole: Buffer.concat([whole, body]), body }, end };
}

/** Where the coded lines that begin at `at` end: at the next marker that is not part of them. */
function endOfScan(bytes: Uint8Array, at: number): number {
	for (let next = bytes.indexOf(0xff, at); next >= 0; next = bytes.indexOf(0xff, next + 1)) {
		const after = bytes[next + 1];
		if (after === undefined) break;
		if (after !== 0 && after !== 0xff && !isRestart(after)) return next;
	}
	throw truncated();
}

/** Adobe's mark says how colours are coded; it is the only one of the others without which a picture looks wrong. */
const isAdobe = ({ marker, body }: Segment) =>
	marker === APP14 && body.length === 12 && Buffer.from(body.subarray(0, 5)).toString('latin1') === 'Adobe';

/**
 * A JPEG with nothing but its tables, frame and lines. Of everything that a camera writes beside them only the way up is
 * kept; whatever follows the end is left out.
 */
export function rewriteJpeg(bytes: Uint8Array): Rewritten {
	const pieces: Uint8Array[] = [];
	let size: { width: number; height: number } | null = null;
	let orientation = 1;
	let scans = 0;
	let at = 2;
	for (;;) {
		const { segment, end } = segmentAt(bytes, at);
		const { marker, body } = segment;
		at = end;
		if (marker === EOI) break;
		if (OTHER_FRAMES.includes(marker)) throw unsupported();
		if (marker === APP1) orientation = orientationIn(body) ?? orientation;
		if (FRAMES.includes(marker)) {
			if (size || body.length < 6) throw unsupported();
			const [, y1, y0, x1, x0] = body as unknown as [number, number, number, number, number];
			size = { height: (y1 << 8) | y0, width: (x1 << 8) | x0 };
		}
		if (FRAMES.includes(marker) || [DQT, DHT, DRI].includes(marker) || isAdobe(segment)) {
			pieces.push(segment.whole);
		}
		if (marker === SOS) {
			if (!size || ++scans > MOST_SCANS) throw unsupported();
			at = endOfScan(bytes, end);
			pieces.push(segment.whole, bytes.subarray(end, at));
		}
	}
	if (!size || scans === 0) throw truncated();
	const isTurned = orientation >= 5;
	return {
		width: isTurned ? size.height : size.width,
		height: isTurned ? size.width : size.height,
		pieces: [
			Uint8Array.of(0xff, SOI),
			...(orientation === 1 ? [] : [exifWith(orientation)]),
			...pieces,
			Uint8Array.of(0xff, EOI)
		]
	};
}
