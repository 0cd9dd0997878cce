// Crockford's base 32: no I, L, O, U. His check symbol (modulo 37) needs * ~ $ = and U, which a gate's tablet types badly
// and a reader misreads. Here the check is one of the same 32 signs, reckoned in the field of 32 elements: it finds every
// wrong sign and every two signs that changed places, next to each other or not (shown exhaustively in the test).
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** The code of 60 bits: twelve signs and a check sign. */
export function checkCode(bits: bigint): string {
	let signs = '';
	let rest = bits;
	for (let place = 0; place < LENGTH; place += 1, rest >>= 5n) signs = SYMBOLS[Number(rest & 31n)]! + signs;
	return signs + checkSign(signs);
}

/** 'K7QM-2XPD-0R3T-N', as printed. */
export function printedCheckCode(code: string): string {
	return code.match(/.{1,4}/g)!.join('-');
}

function plainSigns(typed: string): string | null {
	if (typed.length > 40) return null;
	const plain = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s.\u2010-\u2015_-]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
	return plain.length === LENGTH + 1 && [...plain].every((sign) => SYMBOLS.includes(sign)) ? plain : null;
}

/** Reads a code as people type it: any case, spaces, hyphens or dots, O for 0, I or L for 1. Null where it cannot be one. */
export function readCheckCode(typed: string): string | null {
	const plain = plainSigns(typed);
	return plain && checkSign(plain.slice(0, LENGTH)) === plain[LENGTH] ? plain : null;
}

/** Whether it has as many signs as a code and its check sign says that one of them is wrong. */
export const isMistypedCode = (typed: string): boolean =>
	plainSigns(typed) !== null && readCheckCode(typed) === null;

function checkSign(signs: string): string {
	let rest = 0;
	for (const sign of signs) rest = timesTwo(rest ^ SYMBOLS.indexOf(sign));
	return SYMBOLS[rest]!;
}

/** Times x in GF(2)[x] / (x⁵ + x² + 1), whose x goes through all 31 elements before it is 1 again. */
function timesTwo(element: number): number {
	const twice = element << 1;
	return twice & 32 ? twice ^ 0b100101 : twice;
}
