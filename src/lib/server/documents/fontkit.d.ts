// fontkit ships no types; this is what we use of it.
declare module 'fontkit' {
	export interface Font {
		hasGlyphForCodePoint(codePoint: number): boolean;
	}
	export function create(bytes: Uint8Array): Font;
}
