// fontkit ships no types; this is what we use of it.
declare module 'fontkit' {
	export interface Glyph {
		readonly id: number;
		readonly advanceWidth: number;
		readonly path: { toSVG(): string };
	}
	export interface GlyphPosition {
		xAdvance: number;
		yAdvance: number;
		xOffset: number;
		yOffset: number;
	}
	export interface GlyphRun {
		readonly glyphs: readonly Glyph[];
		readonly positions: readonly GlyphPosition[];
		readonly advanceWidth: number;
	}
	export interface Font {
		readonly unitsPerEm: number;
		readonly characterSet: readonly number[];
		glyphForCodePoint(codePoint: number): Glyph;
		hasGlyphForCodePoint(codePoint: number): boolean;
		layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun;
	}
	export function create(bytes: Uint8Array): Font;
}
