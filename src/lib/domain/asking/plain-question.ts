export const LONGEST_QUESTION = 1000;
const LONGEST_GAP = /\n{3,}/g;

/**
 * What somebody typed as plain text: without signs that turn lines around, hide or steer, and with at most one empty line in a row.
 * Markup stays what it is: letters.
 */
export function plainQuestion(typed: string): string {
	return (
		typed
			.normalize('NFC')
			.replace(/\r\n?/g, '\n')
			.replace(/[\u2028\u2029]/g, '\n')
			.replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
			.replace(/[^\P{Cc}\n]/gu, ' ')
			.replace(/[^\S\n]+/g, ' ')
			.replace(/ ?\n ?/g, '\n')
			.replace(LONGEST_GAP, '\n\n')
			// Towers of accents reach over the lines beside them.
			.replace(/(\p{M}{3})\p{M}+/gu, '$1')
			.trim()
	);
}
