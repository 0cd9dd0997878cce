/** Vietnam's telephone prefix stands before every code: scanners that glue two codes together are split at it. */
export const TOKEN_PREFIX = '84';

/** Signed: sixteen bytes and a signature of 64. Compact: sixteen bytes and a seal of 15. */
export const SIGNED_BYTES = 80;
export const COMPACT_BYTES = 31;

/** 2^640 to 2^641 − 1 is always written in 193 digits, 2^248 to 2^249 − 1 in 75: with the prefix the length never varies. */
export const SIGNED_DIGITS = 195;
export const COMPACT_DIGITS = 77;

/** Bytes as digits. The leading 0x01 keeps zeros at the front and gives each byte string one text and each text one byte string. */
export function digitsOf(bytes: Uint8Array): string {
	let number = 1n;
	for (const byte of bytes) number = (number << 8n) | BigInt(byte);
	return TOKEN_PREFIX + number.toString();
}

/** The bytes of a text of digits, or null where the text is not the one that `digitsOf` writes for so many bytes. */
export function bytesOf(text: string, length: number): Uint8Array | null {
	if (!text.startsWith(TOKEN_PREFIX)) return null;
	const digits = text.slice(TOKEN_PREFIX.length);
	if (!/^[1-9][0-9]*$/.test(digits)) return null;
	let number = BigInt(digits);
	const bytes = new Uint8Array(length);
	for (let at = length - 1; at >= 0; at -= 1, number >>= 8n) bytes[at] = Number(number & 255n);
	return number === 1n ? bytes : null;
}
