import qrcode from 'qrcode';
import { chance } from '#lib/server/rehearsal/chance.ts';

/** What makes a badge hard to read at a door, one a frame, with a little of the others always. */
export const HARDSHIPS = ['dim', 'blurred', 'moving', 'tilted', 'turned', 'glare', 'pale', 'small'] as const;
export type Hardship = (typeof HARDSHIPS)[number];

export const FRAME = { width: 640, height: 480 } as const;
const QUIET_MODULES = 4;

type Dice = () => number;
type Matrix = ReturnType<typeof qrcode.create>['modules'];

interface Scene {
	/** The code's width with its quiet zone, in points. */
	readonly size: number;
	readonly turn: number;
	/** How much narrower the far edge is, 0 to 0.3. */
	readonly tilt: number;
	readonly ink: number;
	readonly paper: number;
	readonly blur: number;
	readonly moved: number;
	readonly light: number;
	readonly noise: number;
	readonly hasGlare: boolean;
}

/** A scene of this hardship. Nothing is harder than what a tablet's camera sees at arm's length in a hall's lobby. */
function scene(hardship: Hardship, dice: Dice): Scene {
	const is = (what: Hardship) => hardship === what;
	const between = (least: number, most: number) => least + dice() * (most - least);
	return {
		size: is('small') ? between(140, 165) : between(200, 320),
		turn: is('turned') ? between(-Math.PI, Math.PI) : between(-0.15, 0.15),
		tilt: is('tilted') ? between(0.15, 0.3) : between(0, 0.06),
		ink: is('pale') ? between(120, 140) : between(20, 50),
		paper: is('pale') ? between(165, 185) : between(205, 235),
		blur: is('blurred') ? between(1.5, 2) : between(0.3, 0.7),
		moved: is('moving') ? between(4, 7) : 1,
		light: is('dim') ? between(0.05, 0.12) : between(0.7, 1),
		noise: is('dim') ? between(2, 3.5) : between(1, 4),
		hasGlare: is('glare')
	};
}

/** Grey of the badge's face at (u, v) from 0 to 1, quiet zone included; null beside it. */
function faceAt(modules: Matrix, u: number, v: number): boolean | null {
	if (u < 0 || v < 0 || u >= 1 || v >= 1) return null;
	const cells = modules.size + 2 * QUIET_MODULES;
	const [column, row] = [Math.floor(u * cells) - QUIET_MODULES, Math.floor(v * cells) - QUIET_MODULES];
	if (column < 0 || row < 0 || column >= modules.size || row >= modules.size) return false;
	return Boolean(modules.get(row, column));
}

const PLACES = [
	[0.25, 0.25],
	[0.75, 0.25],
	[0.25, 0.75],
	[0.75, 0.75]
] as const;

/** The sharp picture: each point is the mean of four places, so that edges of modules are as a sensor has them. */
function drawn(modules: Matrix, { size, turn, tilt, ink, paper }: Scene, dice: Dice): Float32Array {
	const { width, height } = FRAME;
	const picture = new Float32Array(width * height);
	const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
	const [cx, cy] = [width / 2 + (dice() - 0.5) * 60, height / 2 + (dice() - 0.5) * 40];
	const desk = 70 + dice() * 80;
	// Half the diagonal, and what a tilt adds.
	const reach = size * 0.9;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if (Math.abs(x - cx) > reach || Math.abs(y - cy) > reach) {
				picture[y * width + x] = desk;
				continue;
			}
			let sum = 0;
			for (const [dx, dy] of PLACES) {
				const [px, py] = [x + dx - cx, y + dy - cy];
				const [rx, ry] = [(px * cos + py * sin) / size, (py * cos - px * sin) / size];
				// Far edges are narrower: a plane that leans back.
				const depth = 1 + tilt * (ry * 2);
				const dark = faceAt(modules, rx / depth + 0.5, ry / depth + 0.5);
				sum += dark === null ? desk : dark ? ink : paper;
			}
			picture[y * width + x] = sum / 4;
		}
	}
	return picture;
}

function smeared(picture: Float32Array, kernel: readonly number[], step: number): Float32Array {
	const out = new Float32Array(picture.length);
	const half = (kernel.length - 1) / 2;
	for (let at = 0; at < picture.length; at++) {
		let sum = 0;
		for (let k = 0; k < kernel.length; k++) {
			const from = at + (k - half) * step;
			sum += kernel[k]! * (from >= 0 && from < picture.length ? picture[from]! : picture[at]!);
		}
		out[at] = sum;
	}
	return out;
}

const normed = (kernel: readonly number[]) => {
	const sum = kernel.reduce((total, each) => total + each, 0);
	return kernel.map((each) => each / sum);
};

function gauss(sigma: number): number[] {
	const half = Math.max(1, Math.ceil(sigma * 2.5));
	return normed(
		Array.from({ length: half * 2 + 1 }, (_, at) => Math.exp(-((at - half) ** 2) / (2 * sigma * sigma)))
	);
}

/** Sum of four even chances: near enough to a sensor's noise, with deviation 1. */
const noisy = (dice: Dice) => (dice() + dice() + dice() + dice() - 2) * Math.sqrt(3);

/** A grey frame of a camera with this code in it; the same seed gives the same frame. */
export function hardFrame(text: string, hardship: Hardship, seed: string): Uint8ClampedArray {
	const dice = chance(seed);
	const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
	const seen = scene(hardship, dice);
	const kernel = gauss(seen.blur);
	let picture = drawn(modules, seen, dice);
	picture = smeared(smeared(picture, kernel, 1), kernel, FRAME.width);
	if (seen.moved > 1) {
		const path = Array.from({ length: Math.round(seen.moved / 2) * 2 + 1 }, () => 1);
		picture = smeared(picture, normed(path), 1);
	}
	const [gx, gy] = [FRAME.width * (0.35 + dice() * 0.3), FRAME.height * (0.35 + dice() * 0.3)];
	const out = new Uint8ClampedArray(picture.length);
	for (let at = 0; at < picture.length; at++) {
		let grey = picture[at]!;
		if (seen.hasGlare) {
			const away = Math.hypot((at % FRAME.width) - gx, Math.floor(at / FRAME.width) - gy);
			grey += 120 * Math.exp(-((away / 90) ** 2));
		}
		out[at] = Math.round(grey * seen.light + noisy(dice) * seen.noise);
	}
	return out;
}
