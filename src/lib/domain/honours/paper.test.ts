import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationFrom, corrected, cutAndStack, mm, onPaper, PAPER_PROFILES, points } from './paper.ts';

describe('the sheet of a certificate', () => {
	it('keeps the frame of its pattern in the middle and on the sheet', () => {
		for (const { width, height, frame } of PAPER_PROFILES) {
			expect(frame.x * 2 + frame.width).toBe(width);
			expect(frame.y * 2 + frame.height).toBe(height);
		}
	});

	it('is measured in millimetres and drawn in points', () => {
		expect(points(25.4)).toBeCloseTo(72, 10);
		expect(mm(points(297))).toBeCloseTo(297, 10);
	});

	it('of another size keeps what stood in the middle in the middle', () => {
		const [from, to] = [PAPER_PROFILES[1], PAPER_PROFILES[3]];
		const moved = onPaper({ x: 184, y: 24, width: 32, height: 32 }, from, to);
		expect(moved.x + moved.width / 2).toBeCloseTo(to.width / 2, 10);
		expect(moved.width).toBeCloseTo(32 * 0.7, 10);
	});
});

describe('printing on a blank', () => {
	it('lands where it is meant once the two crosses were measured', () => {
		const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
		const scale = fc.double({ min: 0.97, max: 1.03, noNaN: true });
		fc.assert(
			fc.property(coordinate, coordinate, scale, scale, (shiftX, shiftY, stretchX, stretchY) => {
				const printed = ({ x, y }: { x: number; y: number }) => ({
					x: x * stretchX + shiftX,
					y: y * stretchY + shiftY
				});
				const cross = (x: number, y: number) => ({ meant: { x, y }, found: printed({ x, y }) });
				const calibration = calibrationFrom(cross(20, 20), cross(400, 277));
				const landed = printed(corrected({ x: 210, y: 130 }, calibration));
				expect(landed.x).toBeCloseTo(210, 6);
				expect(landed.y).toBeCloseTo(130, 6);
			})
		);
	});

	it('refuses crosses that say nothing about one direction', () => {
		const at = (x: number, y: number) => ({ meant: { x, y }, found: { x, y } });
		expect(() => calibrationFrom(at(20, 20), at(20, 277))).toThrow(RangeError);
	});
});

describe('several certificates on a sheet', () => {
	it('are in order once the pile is cut and stacked', () => {
		expect(cutAndStack(5, { columns: 2, rows: 1 })).toEqual([
			[0, 3],
			[1, 4],
			[2, null]
		]);
		fc.assert(
			fc.property(
				fc.nat(200),
				fc.integer({ min: 1, max: 2 }),
				fc.integer({ min: 1, max: 4 }),
				(count, columns, rows) => {
					const sheets = cutAndStack(count, { columns, rows });
					const stacked = Array.from({ length: columns * rows }, (_, place) =>
						sheets.map((sheet) => sheet[place]!)
					).flat();
					expect(stacked.filter((one) => one !== null)).toEqual(Array.from({ length: count }, (_, at) => at));
				}
			)
		);
	});
});
