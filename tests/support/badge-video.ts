import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import qrcode from 'qrcode';
import { greyOf, pictureOf } from './sample-certificate.ts';

const [WIDTH, HEIGHT, FRAMES] = [640, 480, 20];
const QUIET_MODULES = 4;

/** A film for Chromium's false camera in which nothing moves; `luma` is its one picture, line by line. */
async function film(path: string, luma: Uint8Array): Promise<void> {
	const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
	const file = createWriteStream(path);
	file.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`);
	for (let frame = 0; frame < FRAMES; frame++) {
		file.write('FRAME\n');
		file.write(luma);
		file.write(chroma);
	}
	file.end();
	await once(file, 'finish');
}

/** A film of a badge's code for Chromium's false camera: grey on a desk, the badge 300 points wide in the middle. */
export async function badgeVideo(path: string, text: string): Promise<void> {
	const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
	const module = Math.floor(300 / (modules.size + 2 * QUIET_MODULES));
	const side = module * (modules.size + 2 * QUIET_MODULES);
	const luma = Buffer.alloc(WIDTH * HEIGHT, 110);
	const [left, top] = [Math.floor((WIDTH - side) / 2), Math.floor((HEIGHT - side) / 2)];
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			const [column, row] = [Math.floor(x / module) - QUIET_MODULES, Math.floor(y / module) - QUIET_MODULES];
			const isInside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
			luma[(top + y) * WIDTH + left + x] = isInside && modules.get(row, column) ? 30 : 220;
		}
	}
	await film(path, luma);
}

/** A film of a certificate as it is printed, near enough for its code: `x` and `y` in mm are what the camera looks at. */
export async function certificateVideo(path: string, pdf: Uint8Array, at: { x: number; y: number }) {
	const dpi = 300;
	const { width, height, pixels } = greyOf(pictureOf(pdf, dpi));
	const [left, top] = [at.x, at.y].map((mm) => Math.round((mm / 25.4) * dpi)) as [number, number];
	const luma = Buffer.alloc(WIDTH * HEIGHT, 110);
	for (let y = 0; y < HEIGHT; y++) {
		for (let x = 0; x < WIDTH; x++) {
			const [column, row] = [left - WIDTH / 2 + x, top - HEIGHT / 2 + y];
			const isOnPaper = column >= 0 && row >= 0 && column < width && row < height;
			// Neither ink nor paper is as dark or as bright as on a screen.
			if (isOnPaper) luma[y * WIDTH + x] = 30 + Math.round((pixels[row * width + column]! / 255) * 190);
		}
	}
	await film(path, luma);
}
