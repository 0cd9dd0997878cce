// Crockford's base 32: nobody misreads a code from paper.
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const CODE_LENGTH = 8;

/** A ticket's short code from so many random bytes (five bits of each): 40 bits. */
export function ticketCode(random: Uint8Array): string {
	return Array.from(random.slice(0, CODE_LENGTH), (byte) => SYMBOLS[byte & 31]).join('');
}

/** Reads a code as people type it: any case, spaces or hyphens, O for 0, I or L for 1. Null where it cannot be one. */
export function readTicketCode(typed: string): string | null {
	const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	return plain.length === CODE_LENGTH && [...plain].every((sign) => SYMBOLS.includes(sign)) ? plain : null;
}

/** 'K7QM-2XPD', as printed. */
export const printedTicketCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
