/** A picture as a canvas hands it over: four bytes a point. */
interface Picture {
	readonly data: Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

/** Every so many points are looked at: enough to know how dark a picture is. */
const SAMPLED = 8;
/** Of the darkest and brightest points so many per cent are beside the question: specks and lamps. */
const BESIDE = 0.02;
/** A picture with a wider range needs no help. */
const WIDE_ENOUGH = 110;

const grey = (data: Uint8ClampedArray, at: number) =>
	(data[at]! * 2 + data[at + 1]! * 5 + data[at + 2]!) >> 3;

/** The greys between which nearly all of a picture lies. */
function rangeOf({ data }: Picture): readonly [darkest: number, brightest: number] {
	const counts = new Uint32Array(256);
	let points = 0;
	for (let at = 0; at < data.length; at += 4 * SAMPLED) {
		counts[grey(data, at)]! += 1;
		points += 1;
	}
	const edge = points * BESIDE;
	let [low, high] = [0, 255];
	for (let passed = counts[0]!; passed < edge && low < 255; passed += counts[low]!) low += 1;
	for (let passed = counts[255]!; passed < edge && high > 0; passed += counts[high]!) high -= 1;
	return [low, high];
}

/**
 * In a dim lobby or against the light black and white are a few steps apart, and the decoder takes the sensor's noise for
 * modules. Greys of such a picture are spread over the whole range, in the picture itself; others stay as they are.
 */
export function clearedPicture<P extends Picture>(picture: P): P {
	const [low, high] = rangeOf(picture);
	const range = high - low;
	if (range < 4 || range >= WIDE_ENOUGH) return picture;
	const { data } = picture;
	const spread = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - low) * 255) / range);
	for (let at = 0; at < data.length; at += 4) {
		const value = spread[grey(data, at)]!;
		data[at] = value;
		data[at + 1] = value;
		data[at + 2] = value;
	}
	return picture;
}
