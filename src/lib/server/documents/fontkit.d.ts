// fontkit ships no types; this is what we use of it.
declare module 'fontkit' {
	export interface Glyph {
		readonly id: number;
		readonly advanceWidth: number;
		readonly path: { toSVG(): string };
		/** As its own parts of fonts are made by: it has no other door to what a glyph is put together from. */
		_decode(): {
			readonly components?: readonly { readonly pos: number; readonly glyphID: number }[];
		} | null;
		_getMetrics(): { readonly leftBearing: number };
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
	export interface FontSubset {
		includeGlyph(glyph: number): number;
		encode(): Uint8Array;
	}
	export interface Font {
		readonly unitsPerEm: number;
		readonly characterSet: readonly number[];
		glyphForCodePoint(codePoint: number): Glyph;
		hasGlyphForCodePoint(codePoint: number): boolean;
		getGlyph(id: number): Glyph;
		createSubset(): FontSubset;
		readonly loca: { readonly offsets: readonly number[] };
		_getTableStream(tag: string): { pos: number; readBuffer(length: number): Uint8Array };
		layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun;
	}
	export function create(bytes: Uint8Array): Font;
}
