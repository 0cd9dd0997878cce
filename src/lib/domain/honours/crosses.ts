/** Where the calibration page's two crosses are meant to be on a sheet of A4 across, in millimetres. */
export const CROSSES = [
	{ x: 30, y: 30 },
	{ x: 260, y: 180 }
] as const;
export const CROSS_SHEET = { width: 297, height: 210 } as const;
