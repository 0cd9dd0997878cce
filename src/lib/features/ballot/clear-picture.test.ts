import { describe, expect, it } from 'vitest';
import { clearedPicture } from './clear-picture.ts';

/** A picture of so many points, each with this grey. */
function picture(greyAt: (at: number) => number, points = 4000) {
	const data = new Uint8ClampedArray(points * 4).fill(255);
	for (let at = 0; at < points; at++) data.fill(greyAt(at), at * 4, at * 4 + 3);
	return { data, width: points, height: 1 };
}
const greys = ({ data }: { data: Uint8ClampedArray }) => new Set(data.filter((_, at) => at % 4 === 0));

describe('a picture before it is read', () => {
	it('has its greys spread where black and white are a few steps apart', () => {
		const dim = picture((at) => (Math.floor(at / 3) % 2 === 0 ? 4 : 16));
		expect(greys(clearedPicture(dim))).toEqual(new Set([0, 255]));
		expect(new Set(dim.data.filter((_, at) => at % 4 === 3))).toEqual(new Set([255]));
	});

	it('is not misled by a lamp in the corner', () => {
		const lamp = picture((at) => (at < 40 ? 250 : Math.floor(at / 3) % 2 === 0 ? 4 : 16));
		expect(greys(clearedPicture(lamp))).toEqual(new Set([0, 255]));
	});

	it('stays as it is in good light, and where there is nothing in it', () => {
		const good = picture((at) => (Math.floor(at / 3) % 2 === 0 ? 40 : 220));
		const nothing = picture((at) => 90 + (at % 3));
		expect(greys(clearedPicture(good))).toEqual(new Set([40, 220]));
		expect(greys(clearedPicture(nothing))).toEqual(new Set([90, 91, 92]));
	});
});
