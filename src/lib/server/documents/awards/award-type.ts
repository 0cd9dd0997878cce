import type { Font, GlyphRun } from 'fontkit';
import type { WidthAtOnePoint } from '#lib/domain/honours/fit-text.ts';
import { mm } from '#lib/domain/honours/paper.ts';
import { keptSubset } from '../font-subset.ts';
import { notoSerif, tinos, type Face } from '../fonts.ts';

type Family = 'tinos' | 'noto-serif';

/** A piece of a line that one font has every sign of. */
export interface Run {
	readonly family: Family;
	readonly text: string;
}

/** A sign that no font has: it would be printed as a box. */
export class NoGlyph extends Error {
	readonly sign: string;

	constructor(sign: string) {
		super(`no glyph for ${sign} U+${sign.codePointAt(0)!.toString(16)}`);
		this.sign = sign;
	}
}

const has = (font: Font, sign: string) => font.hasGlyphForCodePoint(sign.codePointAt(0)!);

/** Whether a sign can be printed. */
export const hasGlyph = (sign: string): boolean => has(tinos('bold'), sign) || has(notoSerif('bold'), sign);

/** The family of each sign; one that stands over the sign before it stays with it where its font has both. */
function familyOf(face: Face, sign: string): Family {
	if (has(tinos(face), sign)) return 'tinos';
	if (has(notoSerif(face), sign)) return 'noto-serif';
	throw new NoGlyph(sign);
}

const MARK = /\p{M}/u;

/** A line's pieces, each of one family. Throws `NoGlyph`. */
export function runsOf(face: Face, text: string): Run[] {
	const runs: { family: Family; text: string }[] = [];
	for (const sign of text) {
		const last = runs.at(-1);
		const stays = last && MARK.test(sign) && has(fontOf(last.family, face), sign);
		const family = stays ? last.family : familyOf(face, sign);
		if (last?.family === family) last.text += sign;
		else runs.push({ family, text: sign });
	}
	return runs;
}

const fontOf = (family: Family, face: Face): Font => (family === 'tinos' ? tinos(face) : notoSerif(face));

/** pdfkit changes the positions that it is given, so they are made anew each time. */
function unkerned(font: Font, text: string): GlyphRun {
	if (MARK.test(text)) return font.layout(text, { kern: false });
	const glyphs = [...text].map((sign) => font.glyphForCodePoint(sign.codePointAt(0)!));
	const positions = glyphs.map(({ advanceWidth }) => ({
		xAdvance: advanceWidth,
		yAdvance: 0,
		xOffset: 0,
		yOffset: 0
	}));
	return {
		glyphs,
		positions,
		get advanceWidth() {
			return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
		}
	};
}

const faces = new Map<string, Font>();

/**
 * A face that sets every sign at its own width, as offices' own papers do. Tinos pulls AV together and leaves ĂV as it is,
 * so that names in capitals would be set unevenly.
 */
export function evenFont(family: Family, face: Face): Font {
	const key = `${family} ${face}`;
	const known = faces.get(key);
	if (known) return known;
	const font = fontOf(family, face);
	const even = Object.create(font, {
		layout: { value: (text: string) => unkerned(font, text) },
		createSubset: { value: () => keptSubset(font) }
	}) as Font;
	faces.set(key, even);
	return even;
}

const MOST_WIDTHS = 20_000;
const known = new Map<string, number>();

function widthOfWord(face: Face, word: string): number {
	const key = `${face} ${word}`;
	const found = known.get(key);
	if (found !== undefined) return found;
	const width = runsOf(face, word).reduce((sum, { family, text }) => {
		const font = evenFont(family, face);
		return sum + font.layout(text).advanceWidth / font.unitsPerEm;
	}, 0);
	if (known.size >= MOST_WIDTHS) known.clear();
	known.set(key, width);
	return width;
}

/** How wide a text is, by the fonts that it is printed in. Throws `NoGlyph`. */
export const widthsOf =
	(face: Face): WidthAtOnePoint =>
	(text) => {
		const words = text.split(' ');
		const spaces = (words.length - 1) * widthOfWord(face, '\u00a0');
		return mm(words.reduce((sum, word) => sum + (word === '' ? 0 : widthOfWord(face, word)), spaces));
	};
