import { sha256Hex } from '#lib/domain/shared/sha256.ts';

// Crockford's base 32: no I, L, O, U, so that nobody misreads a code from paper. His check symbol (modulo 37) adds five
// signs, four of which are awkward in an address.
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';
const LENGTH = 10;

function checkSymbol(digits: string): string {
	let rest = 0;
	for (const digit of digits) rest = (rest * 32 + SYMBOLS.indexOf(digit)) % 37;
	return SYMBOLS[rest]!;
}

/**
 * The short code under which anybody can look a published result up: ten digits of base 32 taken from its hash, and
 * Crockford's check symbol. `attempt` counts on from 0 when a code is taken already.
 */
export function publicCode(hash: string, attempt = 0): string {
	for (let round = attempt * 64; ; round += 1) {
		let bits = BigInt(`0x${sha256Hex(`${hash} ${round}`).slice(0, 16)}`);
		let digits = '';
		for (let place = 0; place < LENGTH; place += 1, bits >>= 5n)
			digits = SYMBOLS[Number(bits & 31n)]! + digits;
		const check = checkSymbol(digits);
		if (/[0-9A-Z]/.test(check)) return digits + check;
	}
}

/** Reads a code as people type it: any case, with spaces or hyphens, O for 0, I or L for 1. Null where it cannot be one. */
export function readPublicCode(typed: string): string | null {
	const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	if (plain.length !== LENGTH + 1) return null;
	const digits = plain.slice(0, LENGTH);
	if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(digits)) return null;
	return checkSymbol(digits) === plain[LENGTH] ? plain : null;
}

/** '8K3F-Q7ZP-2MX': in groups, as printed. */
export function printedCode(code: string): string {
	return code.match(/.{1,4}/g)!.join('-');
}
