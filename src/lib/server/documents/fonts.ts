import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { lackingSigns } from '#lib/domain/shared/lacking-signs.ts';

// Full TTFs: Tinos has the metrics of Times New Roman, which state documents ask for, and every Vietnamese letter. What it
// lacks (figures above each other, some signs of other languages) is taken from Noto Serif.
const FACES = {
	regular: '400Regular/Tinos_400Regular.ttf',
	bold: '700Bold/Tinos_700Bold.ttf',
	italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
	'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf'
} as const;
export type Face = keyof typeof FACES;

const require = createRequire(import.meta.url);
const parsed = new Map<string, Font>();

function parsedOnce(path: string): Font {
	const known = parsed.get(path);
	if (known) return known;
	const font = create(readFileSync(require.resolve(path)));
	nameGlyphs(font);
	parsed.set(path, font);
	return font;
}

/** A face of Tinos. Parsed once: that is more than half of what a short document costs. */
export const tinos = (face: Face): Font => parsedOnce(`@expo-google-fonts/tinos/${FACES[face]}`);

/** The same face of Noto Serif. */
export const notoSerif = (face: Face): Font =>
	parsedOnce(`@expo-google-fonts/noto-serif/${FACES[face].replace('Tinos', 'NotoSerif')}`);

/** What records are written in: where two signs share a shape, these are meant. */
const FIRST =
	' -ABCDEGHIKLMNOPQRSTUVXYabcdeghiklmnopqrstuvxyĐđĂăÂâÊêÔôƠơƯưÀÁÃÈÉÌÍÒÓÕÙÚÝàáãèéìíòóõùúý.,:;/()“”–…=';

/**
 * Lets fontkit remember of every glyph which sign it is. It keeps a glyph as it first met it, and meets the parts of Ả or ấ
 * without a name when it embeds them: later documents would then show an a that nobody can copy, search or read aloud.
 */
function nameGlyphs(font: Font): void {
	for (const sign of FIRST) font.glyphForCodePoint(sign.codePointAt(0)!);
	for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
}

/** Whether the font of papers has a sign. */
export const paperHas = (sign: string): boolean =>
	tinos('regular').hasGlyphForCodePoint(sign.codePointAt(0)!);

/** The signs of a text that Tinos cannot print, so that nobody's name is printed with a box in it. */
export function missingSigns(text: string): string[] {
	return lackingSigns(text, paperHas).flatMap(({ signs }) => signs);
}

/** A text whose white space is printed as such: tabs and wide spaces that Tinos lacks would be boxes. */
export const spaced = (text: string): string =>
	text.replace(/[^\S\r\n]/gu, (sign) => (paperHas(sign) ? sign : ' '));
