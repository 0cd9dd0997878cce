import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { signedToken } from '#lib/domain/admission/token.ts';
import { clearedPicture } from '#lib/features/ballot/clear-picture.ts';
import { READ_OPTIONS } from '#lib/features/ballot/read-options.ts';
import { chance } from '#lib/server/rehearsal/chance.ts';
import { FRAME, HARDSHIPS, hardFrame, type Hardship } from './frames.ts';
import { GOALS, judge, quantile } from './goal.ts';

const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at + 1);

/** The text of a badge that the seed alone decides. */
function badge(seed: string): string {
	const dice = chance(seed);
	const credential = Array.from({ length: 16 }, () => Math.floor(dice() * 16).toString(16)).join('');
	const eventTag = Math.floor(dice() * 2 ** 32);
	return signedToken({ type: 'badge', kid: 1, eventTag, credential, zone: 1, days: 0 }, SECRET);
}

/** Grey as the four channels that a canvas hands over. */
function rgba(grey: Uint8ClampedArray): ImageData {
	const data = new Uint8ClampedArray(grey.length * 4).fill(255);
	for (let at = 0; at < grey.length; at++) data.fill(grey[at]!, at * 4, at * 4 + 3);
	return { data, width: FRAME.width, height: FRAME.height, colorSpace: 'srgb' } as ImageData;
}

/** P11 and T11: seeded frames of a badge as hard as a hall's lobby makes them, read with the scanner's own decoder and options. */
export async function readCodes(seed: number, frames: number) {
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
	const read: Record<Hardship, boolean[]> = {
		...{ dim: [], blurred: [], moving: [], tilted: [] },
		...{ turned: [], glare: [], pale: [], small: [] }
	};
	const tookMs: number[] = [];
	const wrong: string[] = [];
	for (let number = 0; number < frames; number++) {
		const hardship = HARDSHIPS[number % HARDSHIPS.length]!;
		const text = badge(`${seed} badge ${number}`);
		const picture = rgba(hardFrame(text, hardship, `${seed} frame ${number}`));
		const began = performance.now();
		const found = await readBarcodes(clearedPicture(picture), READ_OPTIONS);
		tookMs.push(performance.now() - began);
		read[hardship].push(found.some((one) => one.text === text));
		wrong.push(...found.filter((one) => one.text !== '' && one.text !== text).map((one) => one.text));
		if (number % 50 === 49) await wait(0);
	}
	const share = (outcomes: readonly boolean[]) =>
		(100 * outcomes.filter(Boolean).length) / Math.max(1, outcomes.length);
	const shares = Object.fromEntries(HARDSHIPS.map((each) => [each, share(read[each])]));
	return {
		verdicts: [
			judge(GOALS.codesRead, [share(Object.values(read).flat())], `${frames}`),
			judge(GOALS.dimRead, [share(read.dim)], `${read.dim.length}`),
			{
				line: `GOAL codes.read_wrongly ${wrong.length} ${wrong.length === 0 ? 'PASS' : 'FAIL'} (n=${frames})`,
				holdsGate: wrong.length === 0
			}
		],
		raw: { frames, shares, p50Ms: quantile(tookMs, 0.5), p95Ms: quantile(tookMs, 0.95) }
	};
}
