import { createHash } from 'node:crypto';
import { Refusal, type RefusalParams } from '#lib/server/command/refusal.ts';
import { rewriteJpeg } from './jpeg.ts';
import { Damaged, type Picture, type PictureType, type Rewritten } from './picture.ts';
import { rewritePng } from './png.ts';
import { rewriteWebp } from './webp.ts';

/** A phone's own photograph; where scripts run it is a tenth of that before it is sent. */
export const MOST_PICTURE_BYTES = 6 * 1024 * 1024;
const MOST_SIDE = 8000;
const MOST_PIXELS = 26_000_000;
const LEAST_SIDE = 200;

const no = (code: string, params: RefusalParams = {}) =>
	new Refusal('invalid', {}, [{ field: 'picture', code, params }]);

function typeOf(bytes: Buffer): PictureType | 'heic' | null {
	if (bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return 'image/jpeg';
	const start = bytes.toString('latin1', 0, 16);
	if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
	if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp';
	return /^ftyp(hei|hev|mif|msf)/.test(start.slice(4)) ? 'heic' : null;
}

function assertSize(width: number, height: number): void {
	const params = { width, height };
	if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS) {
		throw no('picture_pixels', { ...params, side: MOST_SIDE, million: MOST_PIXELS / 1_000_000 });
	}
	if (Math.min(width, height) < LEAST_SIDE) throw no('picture_small', { ...params, side: LEAST_SIDE });
}

async function rewritten(type: PictureType, bytes: Uint8Array): Promise<Rewritten> {
	if (type === 'image/png') return rewritePng(bytes, assertSize);
	return type === 'image/jpeg' ? rewriteJpeg(bytes) : rewriteWebp(bytes);
}

/**
 * A picture that somebody sent: known by what is in it, whatever its name says, held to limits before anything of it is
 * unpacked, and written anew. Writing one anew that was written anew changes nothing. Refuses in words.
 */
export async function readPicture(sent: Uint8Array): Promise<Picture> {
	if (sent.length === 0) throw no('picture_none');
	if (sent.length > MOST_PICTURE_BYTES) throw no('picture_bytes', { limit: '6 MB' });
	const type = typeOf(Buffer.from(sent));
	if (type === 'heic') throw no('picture_heic');
	if (type === null) throw no('picture_type');
	try {
		const { width, height, pieces } = await rewritten(type, sent);
		assertSize(width, height);
		const bytes = new Uint8Array(Buffer.concat(pieces));
		return { type, width, height, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
	} catch (error) {
		if (error instanceof Damaged) throw no(error.code);
		throw error;
	}
}

/** The picture in a form's field; null where nobody chose one. */
export async function pictureIn(form: FormData, field = 'picture'): Promise<Picture | null> {
	const file = form.get(field);
	if (!(file instanceof File) || file.size === 0) return null;
	if (file.size > MOST_PICTURE_BYTES) throw no('picture_bytes', { limit: '6 MB' });
	return readPicture(new Uint8Array(await file.arrayBuffer()));
}
