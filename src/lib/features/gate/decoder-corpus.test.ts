import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import qrcode from 'qrcode';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, it } from 'vitest';
import { compactKey, compactToken, publicKeyOf, signedToken } from '#lib/domain/admission/token.ts';
import type { TokenPayload } from '#lib/domain/admission/token-payload.ts';

/*
 * Frames as a gate's camera delivers them, made of nothing but numbers: badges small and large, turned, seen from the side, out
 * of focus, in the dark, with the noise of a cheap sensor and the shine of a plastic sleeve.
 */
const SECRET = new Uint8Array(32).fill(7);
const QUIET_MODULES = 4;
const [WIDTH, HEIGHT] = [320, 240];

interface Look {
	readonly name: string;
	/** How wide the code is in the frame, quiet zone included. */
	readonly side: number;
	readonly turn?: number;
	/** How much smaller the far edge is. */
	readonly slant?: number;
	readonly blur?: number;
	/** Of black and white on the paper. */
	readonly levels?: readonly [black: number, white: number];
	readonly noise?: number;
	/** A bright spot over a part that the code can do without. */
	readonly shine?: number;
}

/** The same numbers at every run. */
function chance(seed: number): () => number {
	let state = seed * 2_654_435_761 + 1;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
		const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39);
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
	};
}

function painted(text: string, look: Look, seed: number) {
	const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
	const size = modules.size + 2 * QUIET_MODULES;
	const { side, turn = 0, slant = 0, levels = [30, 220], noise = 0, shine = 0 } = look;
	const next = chance(seed);
	const [dx, dy] = [(next() - 0.5) * 20, (next() - 0.5) * 12];
	const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
	const luma = new Float32Array(WIDTH * HEIGHT);
	for (let y = 0; y < HEIGHT; y++) {
		for (let x = 0; x < WIDTH; x++) {
			let light = 0;
			// Two looks a point: an edge is grey, as it is on a sensor.
			for (const [ax, ay] of [
				[0.25, 0.25],
				[0.75, 0.75]
			] as const) {
				const [fx, fy] = [x + ax - WIDTH / 2 - dx, y + ay - HEIGHT / 2 - dy];
				const [rx, ry] = [(fx * cos + fy * sin) / side, (fy * cos - fx * sin) / side];
				const scale = 1 + slant * ry;
				const [u, v] = [rx / scale + 0.5, ry / scale + 0.5];
				const isPaper = u >= 0 && u < 1 && v >= 0 && v < 1;
				const [column, row] = [Math.floor(u * size) - QUIET_MODULES, Math.floor(v * size) - QUIET_MODULES];
				const isCode = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
				const isDark = isPaper && isCode && modules.get(row, column) === 1;
				light += isDark ? levels[0] : isPaper ? levels[1] : (levels[0] + levels[1]) / 2;
			}
			luma[y * WIDTH + x] = light / 2;
		}
	}
	const soft = look.blur ? blurred(luma, look.blur) : luma;
	const pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
	for (let at = 0; at < soft.length; at++) {
		const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
		const far = Math.hypot(x - WIDTH / 2 - side / 9, y - HEIGHT / 2 - side / 9);
		const glare = shine * Math.max(0, 1 - far / (side / 9));
		const grain = noise * (next() + next() + next() - 1.5);
		pixels.fill(soft[at]! + glare + grain, at * 4, at * 4 + 3);
		pixels[at * 4 + 3] = 255;
	}
	return { data: pixels, width: WIDTH, height: HEIGHT, colorSpace: 'srgb' } as unknown as ImageData;
}

/** Three passes of a box are nearly a lens out of focus. */
function blurred(luma: Float32Array, radius: number): Float32Array {
	let from = luma;
	for (const [step, length] of [
		[1, WIDTH],
		[WIDTH, HEIGHT],
		[1, WIDTH],
		[WIDTH, HEIGHT]
	] as const) {
		const to = new Float32Array(from.length);
		for (let at = 0; at < from.length; at++) {
			const place = step === 1 ? at % WIDTH : Math.floor(at / WIDTH);
			let [sum, weight] = [0, 0];
			for (let off = -Math.ceil(radius); off <= Math.ceil(radius); off++) {
				if (place + off < 0 || place + off >= length) continue;
				const share = Math.min(1, radius + 1 - Math.abs(off));
				sum += from[at + off * step]! * share;
				weight += share;
			}
			to[at] = sum / weight;
		}
		from = to;
	}
	return from;
}

const LOOKS: readonly Look[] = [
	{ name: 'in good light', side: 180 },
	{ name: 'far away', side: 130 },
	{ name: 'near', side: 225 },
	{ name: 'turned a little', side: 170, turn: 17 },
	{ name: 'upside down', side: 170, turn: 180 },
	{ name: 'from below', side: 180, slant: 0.35 },
	{ name: 'from the side, turned', side: 180, slant: -0.3, turn: 68 },
	{ name: 'out of focus', side: 190, blur: 1.1 },
	{ name: 'in the dark', side: 180, levels: [12, 46] },
	{ name: 'in the dark, noisy', side: 190, levels: [14, 64], noise: 9 },
	{ name: 'against the light', side: 180, levels: [150, 235], noise: 6 },
	{ name: 'with the noise of a cheap camera', side: 180, noise: 30 },
	{ name: 'in a shining sleeve', side: 180, shine: 160 }
];
const EACH = 6;

function payload(index: number): TokenPayload {
	const credential = (BigInt(index + 1) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
	const number = credential.toString(16).padStart(16, '0');
	return { type: 'badge', kid: 1, eventTag: 0xdeadbeef, credential: number, zone: 0, days: 0 };
}

describe('the reader of a gate’s camera', () => {
	beforeAll(() => {
		const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
		const { buffer, byteOffset, byteLength } = readFileSync(wasm);
		prepareZXingModule({
			overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer }
		});
		expect(publicKeyOf(SECRET)).toHaveLength(32);
	});

	it('reads at least 95 of a hundred hard frames, and never something else than what is printed', async () => {
		const key = compactKey(SECRET, 0xdeadbeef, 1);
		const missed: string[] = [];
		let frames = 0;
		for (const [place, look] of LOOKS.entries()) {
			for (let turn = 0; turn < 2 * EACH; turn++) {
				const index = place * 100 + turn;
				const text = turn < EACH ? signedToken(payload(index), SECRET) : compactToken(payload(index), key);
				const found = await readBarcodes(painted(text, look, index + 1), {
					formats: ['QRCode'],
					maxNumberOfSymbols: 4,
					tryHarder: true
				});
				frames += 1;
				const texts = found.map((one) => one.text).filter(Boolean);
				if (texts.length === 0) missed.push(look.name);
				else expect(texts).toEqual([text]);
			}
		}
		expect(frames).toBeGreaterThanOrEqual(150);
		expect({ missed, share: 1 - missed.length / frames }).toMatchObject({
			share: expect.toSatisfy((share: number) => share >= 0.95)
		});
	});
});
