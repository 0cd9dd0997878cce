import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '#lib/server/command/refusal.ts';
import { exif, jpeg, png, pngChunk, webp } from '../../../../tests/support/sample-pictures.ts';
import { MOST_PICTURE_BYTES, readPicture } from './read-picture.ts';

async function refusalOf(bytes: Uint8Array): Promise<string> {
	return readPicture(bytes).then(
		() => 'taken',
		(refusal: Refusal) => refusal.fields[0]?.code ?? refusal.code
	);
}
const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);

describe('a picture that is kept', () => {
	it('is known by what is in it and loses where and with what it was taken', async () => {
		const photo = jpeg({ before: [exif(1), Buffer.from('\xff\xfe\x00\x10secret comment', 'latin1')] });
		const kept = await readPicture(photo);
		expect(kept).toMatchObject({ type: 'image/jpeg', width: 640, height: 480 });
		expect(has(photo, 'GPS')).toBe(true);
		for (const word of ['GPS', 'secret', 'Exif']) expect(has(kept.bytes, word)).toBe(false);

		const text = pngChunk('tEXt', Buffer.from('Location\x0021.0285N'));
		const drawn = await readPicture(png({ more: [text, pngChunk('eXIf', Buffer.from('GPS 21N'))] }));
		expect(drawn).toMatchObject({ type: 'image/png', width: 320, height: 240 });
		for (const word of ['Location', 'GPS', 'eXIf']) expect(has(drawn.bytes, word)).toBe(false);

		const small = await readPicture(webp({ EXIF: Buffer.from('GPS 21N'), 'XMP ': Buffer.from('<x/>') }, 8));
		expect(small).toMatchObject({ type: 'image/webp', width: 640, height: 360 });
		for (const word of ['GPS', 'XMP', 'VP8X']) expect(has(small.bytes, word)).toBe(false);
	});

	it('stays the way up in which the camera was held, and is as wide as it is seen', async () => {
		const kept = await readPicture(jpeg({ before: [exif(6)] }));
		expect(kept).toMatchObject({ width: 480, height: 640 });
		expect(has(kept.bytes, 'Exif')).toBe(true);
		expect(has(kept.bytes, 'GPS')).toBe(false);
	});

	it('written anew once more is the same, byte for byte, and has the same name', async () => {
		for (const sent of [jpeg({ before: [exif(8)], frame: 0xc2, scans: 9 }), png(), webp()]) {
			const once = await readPicture(sent);
			expect(await readPicture(once.bytes)).toEqual(once);
		}
	});

	it('ends where the picture ends: a page of HTML behind it does not come along', async () => {
		const page = Buffer.from('<html><script>alert(1)</script></html>');
		for (const sent of [jpeg(), png(), webp()]) {
			const kept = await readPicture(Buffer.concat([sent, page]));
			expect(has(kept.bytes, '<script>')).toBe(false);
		}
	});
});

describe('a file that is no picture, or a hostile one,', () => {
	it('is refused by what is in it, whatever it calls itself', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		expect(await refusalOf(Buffer.from(svg))).toBe('picture_type');
		expect(await refusalOf(Buffer.from('<!DOCTYPE html><html></html>'))).toBe('picture_type');
		expect(await refusalOf(Buffer.from('GIF89a..................'))).toBe('picture_type');
		expect(await refusalOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'))).toBe('picture_heic');
		expect(await refusalOf(Buffer.alloc(0))).toBe('picture_none');
	});

	it('is refused when it is too heavy, before anybody looks into it', async () => {
		expect(await refusalOf(Buffer.alloc(50 * 1024 * 1024))).toBe('picture_bytes');
		expect(await refusalOf(Buffer.concat([jpeg(), Buffer.alloc(MOST_PICTURE_BYTES)]))).toBe('picture_bytes');
	});

	it('is refused when its sides are made to fill a memory, or it is a stamp', async () => {
		expect(await refusalOf(jpeg({ width: 65_500, height: 65_500 }))).toBe('picture_pixels');
		expect(await refusalOf(png({ width: 50_000, height: 50_000, unpacked: 10 }))).toBe('picture_pixels');
		expect(await refusalOf(png({ width: 60, height: 60 }))).toBe('picture_small');
	});

	it('is refused when its pixels unpack to more than it says, or to less', async () => {
		expect(await refusalOf(png({ unpacked: 5_000_000 }))).toBe('picture_truncated');
		expect(await refusalOf(png({ unpacked: 100 }))).toBe('picture_truncated');
	});

	it('is refused when it is torn anywhere', async () => {
		for (const sent of [jpeg({ before: [exif(1)] }), png(), webp()]) {
			for (let length = 12; length < sent.length - 1; length += 7) {
				expect(await refusalOf(sent.subarray(0, length))).toMatch(/^picture_(truncated|unsupported|type)$/);
			}
		}
	});

	it('is refused when it moves, or is kept in a way that browsers do not show', async () => {
		expect(await refusalOf(png({ more: [pngChunk('acTL', Buffer.alloc(8))] }))).toBe('picture_moving');
		expect(await refusalOf(webp({ ANIM: Buffer.alloc(6) }, 2))).toBe('picture_moving');
		expect(await refusalOf(jpeg({ frame: 0xc3 }))).toBe('picture_unsupported');
		expect(await refusalOf(jpeg({ frame: 0xc2, scans: 500 }))).toBe('picture_unsupported');
		const changed = png();
		changed[40] = changed[40]! ^ 1;
		expect(await refusalOf(changed)).toBe('picture_truncated');
		const unknown = png({ more: [pngChunk('ABCD', deflateSync(Buffer.alloc(9)))] });
		expect(await refusalOf(unknown)).toBe('picture_unsupported');
	});
});
