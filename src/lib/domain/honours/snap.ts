import type { Box } from './paper.ts';

/** How near an edge has to come before it jumps. */
const NEAR = 1.2;
const GRID = 0.5;

export interface Lines {
	readonly x: readonly number[];
	readonly y: readonly number[];
}

interface Snapped {
	readonly box: Box;
	/** What it jumped to. */
	readonly lines: Lines;
}

/** The middle of a sheet, its frame, guides and other boxes' edges and middles. */
export function linesOf(boxes: readonly Box[], guides: Lines): Lines {
	return {
		x: [...guides.x, ...boxes.flatMap(({ x, width }) => [x, x + width / 2, x + width])],
		y: [...guides.y, ...boxes.flatMap(({ y, height }) => [y, y + height / 2, y + height])]
	};
}

function nearest(edges: readonly number[], lines: readonly number[]) {
	let best: { by: number; line: number } | null = null;
	for (const edge of edges) {
		for (const line of lines) {
			const by = line - edge;
			if (Math.abs(by) <= NEAR && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, line };
		}
	}
	return best;
}

const onGrid = (value: number) => Math.round(value / GRID) * GRID;

/** A box that is moved: to the nearest line that one of its edges or its middle comes near to, else to the grid. */
export function snapped(box: Box, lines: Lines): Snapped {
	const x = nearest([box.x, box.x + box.width / 2, box.x + box.width], lines.x);
	const y = nearest([box.y, box.y + box.height / 2, box.y + box.height], lines.y);
	return {
		box: {
			...box,
			x: x ? Math.round((box.x + x.by) * 100) / 100 : onGrid(box.x),
			y: y ? Math.round((box.y + y.by) * 100) / 100 : onGrid(box.y)
		},
		lines: { x: x ? [x.line] : [], y: y ? [y.line] : [] }
	};
}
