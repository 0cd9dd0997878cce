import { describe, expect, it } from 'vitest';
import { imposed } from './imposition.ts';
import { PAPER_PROFILES, sheetOf } from './paper.ts';

describe('certificates on a printer’s sheet', () => {
	it('keep their size where two or four fit on A4 or A3', () => {
		expect(imposed(sheetOf('a4'), 2)).toMatchObject({ width: 297, height: 420, columns: 1, rows: 2 });
		expect(imposed(sheetOf('a4'), 2).places).toEqual([
			{ x: 0, y: 0, scale: 1 },
			{ x: 0, y: 210, scale: 1 }
		]);
		const a5 = imposed(sheetOf('a5'), 2);
		expect(a5).toMatchObject({ width: 210, height: 297, columns: 1, rows: 2 });
		expect(a5.places.map(({ scale }) => scale)).toEqual([1, 1]);
		expect(imposed(sheetOf('a5'), 4)).toMatchObject({ width: 420, height: 297 });
	});

	it('never lie over each other or off the sheet, and are cut at marks that lie on their edges', () => {
		for (const sheet of PAPER_PROFILES) {
			for (const aSheet of [2, 4] as const) {
				const { width, height, places, marks } = imposed(sheet, aSheet);
				expect(places).toHaveLength(aSheet);
				for (const { x, y, scale } of places) {
					expect(scale).toBeLessThanOrEqual(1);
					expect(x).toBeGreaterThanOrEqual(-1e-9);
					expect(y).toBeGreaterThanOrEqual(-1e-9);
					expect(x + sheet.width * scale).toBeLessThanOrEqual(width + 1e-9);
					expect(y + sheet.height * scale).toBeLessThanOrEqual(height + 1e-9);
				}
				expect(marks.length).toBeGreaterThan(0);
				for (const { from, to } of marks) {
					expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(5);
				}
			}
		}
	});
});
