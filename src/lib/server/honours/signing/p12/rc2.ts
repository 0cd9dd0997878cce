/** RFC 2268's table. */
const TABLE = Buffer.from(
	[
		'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2',
		'179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82',
		'54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626',
		'6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7',
		'08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec',
		'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731',
		'2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9',
		'0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad'
	].join(''),
	'hex'
);

const BLOCK = 8;
const TURNS = [1, 2, 3, 5] as const;

/** The 64 words that a key becomes; `bits` of it count. */
function expanded(key: Buffer, bits: number): readonly number[] {
	const bytes = Buffer.alloc(128);
	key.copy(bytes);
	for (let at = key.length; at < 128; at++) {
		bytes[at] = TABLE[(bytes[at - 1]! + bytes[at - key.length]!) & 0xff]!;
	}
	const counting = (bits + 7) >> 3;
	bytes[128 - counting] = TABLE[bytes[128 - counting]! & (0xff >> (8 * counting - bits))]!;
	for (let at = 127 - counting; at >= 0; at--) bytes[at] = TABLE[bytes[at + 1]! ^ bytes[at + counting]!]!;
	return Array.from({ length: 64 }, (_, at) => bytes.readUInt16LE(at * 2));
}

function turnBack(words: number[], at: number, key: number): void {
	const turn = TURNS[at]!;
	const word = words[at]!;
	const [a, b, c] = [words[(at + 3) & 3]!, words[(at + 2) & 3]!, words[(at + 1) & 3]!];
	const back = ((word >>> turn) | (word << (16 - turn))) & 0xffff;
	words[at] = (back - key - (a & b) - (~a & c)) & 0xffff;
}

function blockOf(block: Buffer, keys: readonly number[]): Buffer {
	const words = Array.from({ length: 4 }, (_, at) => block.readUInt16LE(at * 2));
	let next = 63;
	for (const [stretch, rounds] of [5, 6, 5].entries()) {
		for (let round = 0; round < rounds; round++) {
			for (let at = 3; at >= 0; at--) turnBack(words, at, keys[next--]!);
		}
		if (stretch === 2) break;
		for (let at = 3; at >= 0; at--) {
			words[at] = (words[at]! - keys[words[(at + 3) & 3]! & 63]!) & 0xffff;
		}
	}
	const plain = Buffer.alloc(BLOCK);
	for (const [at, word] of words.entries()) plain.writeUInt16LE(word, at * 2);
	return plain;
}

/**
 * Undoes RC2 in CBC mode; null where what comes out was not padded. Only to read files that Windows and macOS made for years:
 * OpenSSL has put this cipher away, and Node has it no more.
 */
export function rc2Opened(
	sealed: Buffer,
	{ key, iv }: { readonly key: Buffer; readonly iv: Buffer }
): Buffer | null {
	if (sealed.length === 0 || sealed.length % BLOCK !== 0 || iv.length !== BLOCK) return null;
	const keys = expanded(key, key.length * 8);
	const plain = Buffer.alloc(sealed.length);
	let before = iv;
	for (let at = 0; at < sealed.length; at += BLOCK) {
		const block = sealed.subarray(at, at + BLOCK);
		const opened = blockOf(block, keys);
		for (let index = 0; index < BLOCK; index++) plain[at + index] = opened[index]! ^ before[index]!;
		before = block;
	}
	const padding = plain.at(-1)!;
	const isPadded =
		padding >= 1 && padding <= BLOCK && plain.subarray(-padding).every((byte) => byte === padding);
	return isPadded ? plain.subarray(0, -padding) : null;
}
