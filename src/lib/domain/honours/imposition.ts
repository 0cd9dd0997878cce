import type { Box } from './paper.ts';

/** Where one certificate stands on a printer's sheet, and how large: 1 is its own size. */
export interface Place {
	readonly x: number;
	readonly y: number;
	readonly scale: number;
}

export interface Imposed {
	readonly width: number;
	readonly height: number;
	readonly columns: number;
	readonly rows: number;
	/** Row by row. */
	readonly places: readonly Place[];
	/** Where the sheet is cut: short lines at its edges, in millimetres. */
	readonly marks: readonly {
		readonly from: readonly [number, number];
		readonly to: readonly [number, number];
	}[];
}

const PRINTERS = [
	{ width: 210, height: 297 },
	{ width: 297, height: 210 },
	{ width: 297, height: 420 },
	{ width: 420, height: 297 }
] as const;

const GRIDS = {
	2: [
		[1, 2],
		[2, 1]
	],
	4: [[2, 2]]
} as const satisfies Record<2 | 4, readonly [number, number][]>;
const MARK_MM = 5;

function gridOn(
	sheet: { width: number; height: number },
	printer: { width: number; height: number },
	[columns, rows]: readonly [number, number]
) {
	const scale = Math.min(printer.width / columns / sheet.width, printer.height / rows / sheet.height, 1);
	return { ...printer, columns, rows, scale };
}

/** Lines at the edge of the printer's sheet, at every edge of a certificate. */
function marksOf(boxes: readonly Box[], width: number, height: number): Imposed['marks'] {
	const inside = (at: number, most: number) => at > 0.5 && at < most - 0.5;
	const across = new Set(boxes.flatMap(({ x, width: w }) => [x, x + w]).map((at) => at.toFixed(3)));
	const down = new Set(boxes.flatMap(({ y, height: h }) => [y, y + h]).map((at) => at.toFixed(3)));
	return [
		...[...across]
			.map(Number)
			.filter((x) => inside(x, width))
			.flatMap((x) => [
				{ from: [x, 0], to: [x, MARK_MM] } as const,
				{ from: [x, height - MARK_MM], to: [x, height] } as const
			]),
		...[...down]
			.map(Number)
			.filter((y) => inside(y, height))
			.flatMap((y) => [
				{ from: [0, y], to: [MARK_MM, y] } as const,
				{ from: [width - MARK_MM, y], to: [width, y] } as const
			])
	];
}

/**
 * Two or four certificates on a printer's sheet, A4 or A3, whichever way shows them largest, never above their size; the
 * smaller sheet of two that are as good. Each stands in the middle of its part.
 */
export function imposed(sheet: { width: number; height: number }, aSheet: 2 | 4): Imposed {
	const ways = GRIDS[aSheet].flatMap((grid) => PRINTERS.map((printer) => gridOn(sheet, printer, grid)));
	const [best] = ways.toSorted((a, b) => b.scale - a.scale || a.width * a.height - b.width * b.height);
	const { width, height, columns, rows, scale } = best!;
	const [cellWidth, cellHeight] = [width / columns, height / rows];
	const places = Array.from({ length: columns * rows }, (_, at) => ({
		x: (at % columns) * cellWidth + (cellWidth - sheet.width * scale) / 2,
		y: Math.floor(at / columns) * cellHeight + (cellHeight - sheet.height * scale) / 2,
		scale
	}));
	const boxes = places.map(({ x, y }) => ({
		x,
		y,
		width: sheet.width * scale,
		height: sheet.height * scale
	}));
	return { width, height, columns, rows, places, marks: marksOf(boxes, width, height) };
}
