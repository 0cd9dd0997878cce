import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

// Full TTFs: Tinos has the metrics of Times New Roman, which state documents ask for, and every Vietnamese letter.
const FACES = {
	regular: '400Regular/Tinos_400Regular.ttf',
	bold: '700Bold/Tinos_700Bold.ttf',
	italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf'
} as const;
export type Face = keyof typeof FACES;

const require = createRequire(import.meta.url);
const parsed = new Map<Face, Font>();

/** A face of Tinos. Parsed once: that is more than half of what a short document costs. */
export function tinos(face: Face): Font {
	const known = parsed.get(face);
	if (known) return known;
	const font = create(readFileSync(require.resolve(`@expo-google-fonts/tinos/${FACES[face]}`)));
	parsed.set(face, font);
	return font;
}

/** The signs of a text that Tinos cannot print, so that nobody's name is printed with a box in it. */
export function missingSigns(text: string): string[] {
	const font = tinos('regular');
	return [...new Set(text)].filter(
		(sign) => !/\s/.test(sign) && !font.hasGlyphForCodePoint(sign.codePointAt(0)!)
	);
}
