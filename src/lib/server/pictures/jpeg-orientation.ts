const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;
const SHORT = 3;

/** Which way up the camera was held, 1 to 8; null where a segment does not say. */
export function orientationIn(body: Uint8Array): number | null {
	const exif = Buffer.from(body);
	if (!exif.subarray(0, EXIF.length).equals(EXIF)) return null;
	const tiff = exif.subarray(EXIF.length);
	if (tiff.length < 8) return null;
	const isLittle = tiff.toString('latin1', 0, 2) === 'II';
	const two = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	if (first + 2 > tiff.length) return null;
	for (let entry = 0; entry < two(first); entry++) {
		const at = first + 2 + entry * 12;
		if (at + 12 > tiff.length) return null;
		if (two(at) !== ORIENTATION) continue;
		const value = two(at + 8);
		return two(at + 2) === SHORT && value >= 1 && value <= 8 ? value : null;
	}
	return null;
}

/** A segment that says which way up, and nothing else. */
export function exifWith(orientation: number): Uint8Array {
	const tiff = Buffer.alloc(26);
	tiff.write('MM\0*', 'latin1');
	tiff.writeUInt32BE(8, 4);
	tiff.writeUInt16BE(1, 8);
	tiff.writeUInt16BE(ORIENTATION, 10);
	tiff.writeUInt16BE(SHORT, 12);
	tiff.writeUInt32BE(1, 14);
	tiff.writeUInt16BE(orientation, 18);
	const body = Buffer.concat([EXIF, tiff]);
	return Buffer.concat([Buffer.of(0xff, 0xe1, 0, body.length + 2), body]);
}
