import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** What a key is for, as RFC 7292 numbers it. */
const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;
const BLOCK: Readonly<Record<string, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 };
/** Rounds between two breaths: others wait some milliseconds at most. */
const A_TIME = 5_000;

export interface Derivation {
	readonly digest: string;
	readonly salt: Buffer;
	readonly rounds: number;
}

/** Fills whole blocks with a text, again and again. */
function filled(text: Buffer, block: number): Buffer {
	return Buffer.alloc(Math.ceil(text.length / block) * block, text.length > 0 ? text : undefined);
}

/** I + B + 1, block by block. */
function moved(input: Buffer, by: Buffer): void {
	for (let start = 0; start < input.length; start += by.length) {
		let carry = 1;
		for (let at = by.length - 1; at >= 0; at--) {
			carry += input[start + at]! + by[at]!;
			input[start + at] = carry & 0xff;
			carry >>= 8;
		}
	}
}

async function hashed(digest: string, first: Buffer, rounds: number): Promise<Buffer> {
	let bytes = hash(digest, first, 'buffer');
	for (let round = 1; round < rounds; round++) {
		bytes = hash(digest, bytes, 'buffer');
		if (round % A_TIME === 0) await setImmediate();
	}
	return bytes;
}

/** A key of `length` bytes from a password, the way PKCS #12 has of its own (RFC 7292, appendix B). */
export async function pkcs12Key(
	password: string,
	{ digest, salt, rounds }: Derivation,
	{ purpose, length }: { readonly purpose: keyof typeof PURPOSE; readonly length: number }
): Promise<Buffer> {
	const block = BLOCK[digest]!;
	const typed = Buffer.from(`${password}\0`, 'utf16le').swap16();
	const input = Buffer.concat([filled(salt, block), filled(typed, block)]);
	typed.fill(0);
	const diversifier = Buffer.alloc(block, PURPOSE[purpose]);
	const pieces: Buffer[] = [];
	for (let made = 0; made < length; made += pieces.at(-1)!.length) {
		const piece = await hashed(digest, Buffer.concat([diversifier, input]), rounds);
		pieces.push(piece);
		moved(input, filled(piece, block).subarray(0, block));
	}
	input.fill(0);
	return Buffer.concat(pieces).subarray(0, length);
}
