// fontkit ships no types; this is what we use of it.
declare module 'fontkit' {
	export interface Font {
		readonly unitsPerEm: number;
		readonly characterSet: readonly number[];
		glyphForCodePoint(codePoint: number): unknown;
		hasGlyphForCodePoint(codePoint: number): boolean;
		layout(text: string): {
			readonly glyphs: readonly { readonly path: { toSVG(): string } }[];
			readonly positions: readonly { readonly xAdvance: number }[];
		};
	}
	export function create(bytes: Uint8Array): Font;
}
