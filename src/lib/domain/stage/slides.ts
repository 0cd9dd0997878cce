import type { ShownPicture } from '#lib/domain/shared/shown-picture.ts';

export const MOST_SLIDES = 40;
export const MOST_SLIDE_LINES = 8;

export const MOST_SLIDE_PICTURES = 20;
export const MOST_LINES_BENEATH = 3;

/** What hangs in the hall at once: lines alone, or a picture with lines beneath it. */
export interface Slide {
	readonly lines: readonly string[];
	readonly picture: ShownPicture | null;
}

/** Slides as they are typed: an empty line between two of them. */
export function slidesIn(text: string): string[][] {
	return text
		.split(/\n[^\S\n]*\n/)
		.map(linesIn)
		.filter((slide) => slide.length > 0);
}

/** Lines as they are typed, without empty ones. */
export function linesIn(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
}
