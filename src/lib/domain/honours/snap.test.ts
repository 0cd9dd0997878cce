import { describe, expect, it } from 'vitest';
import { linesOf, snapped } from './snap.ts';

const sheet = { x: 0, y: 0, width: 297, height: 210 };
const box = { x: 30, y: 40, width: 100, height: 10 };

describe('a block that is moved', () => {
	it('jumps to the middle of the sheet, to a guide and to another block’s edge', () => {
		const lines = linesOf([sheet, { x: 20, y: 60, width: 50, height: 8 }], { x: [33.3], y: [] });
		expect(snapped({ ...box, x: 98.1 }, lines)).toMatchObject({ box: { x: 98.5 }, lines: { x: [148.5] } });
		expect(snapped({ ...box, x: 32.9 }, lines).box.x).toBe(33.3);
		expect(snapped({ ...box, y: 49.4 }, lines)).toMatchObject({ box: { y: 50 }, lines: { y: [60] } });
	});

	it('else stands on half a millimetre', () => {
		const { box: put, lines } = snapped({ ...box, x: 30.3, y: 40.2 }, { x: [], y: [] });
		expect([put.x, put.y, lines]).toEqual([30.5, 40, { x: [], y: [] }]);
	});
});
