import { create } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptSubset } from '#lib/server/documents/font-subset.ts';
import { notoSerif, tinos, type Face } from '#lib/server/documents/fonts.ts';

const FACES: readonly Face[] = ['regular', 'bold', 'italic', 'bold-italic'];
const FONTS = FACES.flatMap((face) => [tinos(face), notoSerif(face)]);

describe('a font’s part', () => {
	it('is byte for byte what fontkit makes, whatever signs are in it and in whatever order', () => {
		const signs = fc.array(fc.nat(), { minLength: 0, maxLength: 120 });
		fc.assert(
			fc.property(fc.constantFrom(...FONTS), signs, (font, picks) => {
				const [own, theirs] = [keptSubset(font), font.createSubset()];
				for (const pick of picks) {
					const { id } = font.glyphForCodePoint(font.characterSet[pick % font.characterSet.length]!);
					expect(own.includeGlyph(id)).toBe(theirs.includeGlyph(id));
				}
				expect(Buffer.from(own.encode()).equals(Buffer.from(theirs.encode()))).toBe(true);
			}),
			{ numRuns: 150, seed: 20261129 }
		);
	});

	it('is the same of every glyph that a face has, those of several pieces too', () => {
		for (const font of [tinos('bold'), notoSerif('italic')]) {
			const [own, theirs] = [keptSubset(font), font.createSubset()];
			for (const sign of font.characterSet) {
				const { id } = font.glyphForCodePoint(sign);
				own.includeGlyph(id);
				theirs.includeGlyph(id);
			}
			expect(Buffer.from(own.encode()).equals(Buffer.from(theirs.encode()))).toBe(true);
		}
	});

	it('is the same of a font that was just parsed, whatever was kept before', () => {
		const path = createRequire(import.meta.url).resolve(
			'@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'
		);
		const [fresh, other] = [create(readFileSync(path)), create(readFileSync(path))];
		const [own, theirs] = [keptSubset(fresh), other.createSubset()];
		for (const sign of 'Ẩẳ ỷ Ỗ₫ H’Bŭih Ƀ') {
			own.includeGlyph(fresh.glyphForCodePoint(sign.codePointAt(0)!).id);
			theirs.includeGlyph(other.glyphForCodePoint(sign.codePointAt(0)!).id);
		}
		expect(Buffer.from(own.encode()).equals(Buffer.from(theirs.encode()))).toBe(true);
	});
});
