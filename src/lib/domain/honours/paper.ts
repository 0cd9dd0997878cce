/** What is printed on, in millimetres, with the frame of its pattern: one of the profiles, or of a size of its own. */
export interface Sheet {
	readonly width: number;
	readonly height: number;
	readonly frame: Box;
}

interface PaperProfile extends Sheet {
	readonly key: string;
}

/** From the upper left corner of the sheet, in millimetres. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/**
 * What certificates are printed on. 400 x 300 with a frame of 320 x 230 is the pattern of Decree 50/2006, article 28;
 * 360 x 270 the later one; offices mostly have blanks of A3. All are data with days of validity once they are templates.
 */
export const PAPER_PROFILES = [
	{ key: 'a3', width: 420, height: 297, frame: { x: 42, y: 30, width: 336, height: 237 } },
	{ key: '400x300', width: 400, height: 300, frame: { x: 40, y: 35, width: 320, height: 230 } },
	{ key: '360x270', width: 360, height: 270, frame: { x: 35, y: 30, width: 290, height: 210 } },
	{ key: 'a4', width: 297, height: 210, frame: { x: 16, y: 16, width: 265, height: 178 } },
	{ key: 'a5', width: 210, height: 148, frame: { x: 11, y: 11, width: 188, height: 126 } }
] as const satisfies readonly PaperProfile[];
export type PaperKey = (typeof PAPER_PROFILES)[number]['key'];

/** The sheet of a profile. */
export function sheetOf(paper: PaperKey): Sheet {
	const { width, height, frame } = PAPER_PROFILES.find(({ key }) => key === paper)!;
	return { width, height, frame };
}

/** Sheets that a printer or a plotter takes. */
export const SIDES = { least: 90, most: 1200 } as const;

const MM_PER_POINT = 25.4 / 72;

/** Millimetres as PDF's points. */
export const points = (mm: number): number => mm / MM_PER_POINT;

export const mm = (pt: number): number => pt * MM_PER_POINT;

/** A layout's box on a sheet of another size: moved and scaled about the sheet's middle by the smaller of both ratios. */
export function onPaper(
	box: Box,
	from: Pick<Sheet, 'width' | 'height'>,
	to: Pick<Sheet, 'width' | 'height'>
): Box {
	const scale = Math.min(to.width / from.width, to.height / from.height);
	return {
		x: to.width / 2 + (box.x - from.width / 2) * scale,
		y: to.height / 2 + (box.y - from.height / 2) * scale,
		width: box.width * scale,
		height: box.height * scale
	};
}

/** How a printer puts what it is told elsewhere and at another size: found by printing the calibration page and measuring. */
export interface Calibration {
	readonly dx: number;
	readonly dy: number;
	/** 1: true to size. */
	readonly scaleX: number;
	readonly scaleY: number;
}

/** Where the calibration page's two crosses are meant to be, and where a ruler found them, from the upper left corner. */
export interface MeasuredCross {
	readonly meant: { readonly x: number; readonly y: number };
	readonly found: { readonly x: number; readonly y: number };
}

/** What to tell the printer so that things land where they are meant. The crosses must differ in both directions. */
export function calibrationFrom(first: MeasuredCross, second: MeasuredCross): Calibration {
	const along = (axis: 'x' | 'y') => {
		const meant = second.meant[axis] - first.meant[axis];
		const found = second.found[axis] - first.found[axis];
		if (meant === 0 || found === 0) throw new RangeError('the crosses must differ in both directions');
		const scale = meant / found;
		return { scale, shift: first.meant[axis] - first.found[axis] * scale };
	};
	const [x, y] = [along('x'), along('y')];
	return { dx: x.shift, dy: y.shift, scaleX: x.scale, scaleY: y.scale };
}

/** Where something has to be sent so that it lands at `at`. */
export const corrected = (at: { x: number; y: number }, { dx, dy, scaleX, scaleY }: Calibration) => ({
	x: at.x * scaleX + dx,
	y: at.y * scaleY + dy
});

/** Several certificates on one sheet. */
export interface Imposition {
	readonly columns: number;
	readonly rows: number;
}

/**
 * Which certificate goes where so that the printed pile, cut and stacked, is in order: all first places are numbered on
 * before the second places begin. Answers sheets of places, row by row; null where a place stays empty.
 */
export function cutAndStack(count: number, { columns, rows }: Imposition): (number | null)[][] {
	const places = columns * rows;
	const sheets = Math.ceil(count / places);
	return Array.from({ length: sheets }, (_, sheet) =>
		Array.from({ length: places }, (_, place) => {
			const at = place * sheets + sheet;
			return at < count ? at : null;
		})
	);
}
