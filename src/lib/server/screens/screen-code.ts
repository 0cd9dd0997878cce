import { createHash } from 'node:crypto';

/** Letters and digits that nobody takes for one another across a hall: no 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B. */
const LETTERS = 'ACDEFHJKMNPRTUVWXY34679';
const LENGTH = 6;

/** The code of whoever holds `secret`: follows from it, so that it stays the same over a reload and stands nowhere in clear. */
export function codeOf(secret: string): string {
	const digest = createHash('sha256').update(`screen code ${secret}`).digest();
	return Array.from({ length: LENGTH }, (_, at) => {
		const four = digest.readUInt32BE(at * 4);
		return LETTERS[four % LETTERS.length]!;
	}).join('');
}

/** A code as it was typed: small letters, blanks and dashes do not matter. */
export function codeTyped(text: string): string {
	return text.toUpperCase().replace(/[\s.–-]/g, '');
}
