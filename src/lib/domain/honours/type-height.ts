import { mm } from './paper.ts';

// Of Tinos, as parts of the size of type. Lines stand a little apart so that a hook above Ẩ never meets a tail above it.
/** From the top of the tallest letter's line to the line that letters stand on. */
export const ASCENT = 0.891;
const DESCENT = 0.216;
/** From one line to the next. */
export const LEADING = 1.2;

/** How high so many lines of a size in points are, in millimetres. */
export const heightOf = (lines: number, size: number): number =>
	mm(((lines - 1) * LEADING + ASCENT + DESCENT) * size);

/** Lines may be higher than their box by so much: the room above accents is mostly empty. */
export const HEIGHT_SLACK = 0.6;
