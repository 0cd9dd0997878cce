/**
 * What somebody typed or pasted, as it can be read: without signs that nobody sees and that turn lines around, hide, or are half a
 * sign, and without towers of accents. A line end of a word processor is one; other control signs part words.
 */
export function legible(typed: string): string {
	return typed
		.normalize('NFC')
		.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
		.replace(/[\p{Cf}\p{Cs}]/gu, '')
		.replace(/[^\P{Cc}\n\t]/gu, ' ')
		.replace(/(\p{M}{3})\p{M}+/gu, '$1');
}
