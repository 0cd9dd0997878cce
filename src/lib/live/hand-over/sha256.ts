// A hall's server often has no https, and browsers then have no `crypto.subtle`: what is sealed must be sealed there too.

const PRIMES: number[] = [];
for (let candidate = 2; PRIMES.length < 64; candidate++) {
	if (PRIMES.every((prime) => candidate % prime !== 0)) PRIMES.push(candidate);
}
const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0;
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const BLOCK = 64;

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function padded(message: Uint8Array): DataView {
	const length = Math.ceil((message.length + 9) / BLOCK) * BLOCK;
	const bytes = new Uint8Array(length);
	bytes.set(message);
	bytes[message.length] = 0x80;
	const view = new DataView(bytes.buffer);
	view.setUint32(length - 8, Math.floor((message.length * 8) / 2 ** 32));
	view.setUint32(length - 4, (message.length * 8) >>> 0);
	return view;
}

/** SHA-256 (FIPS 180-4) of some bytes: 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
	const input = padded(message);
	const state = Int32Array.from(START);
	const words = new Int32Array(64);
	for (let offset = 0; offset < input.byteLength; offset += BLOCK) {
		for (let i = 0; i < 16; i++) words[i] = input.getInt32(offset + i * 4);
		for (let i = 16; i < 64; i++) {
			const w15 = words[i - 15]!;
			const w2 = words[i - 2]!;
			const s0 = turned(w15, 7) ^ turned(w15, 18) ^ (w15 >>> 3);
			const s1 = turned(w2, 17) ^ turned(w2, 19) ^ (w2 >>> 10);
			words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
		}
		let [a, b, c, d, e, f, g, h] = state as unknown as [
			number,
			number,
			number,
			number,
			number,
			number,
			number,
			number
		];
		for (let i = 0; i < 64; i++) {
			const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
			const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + words[i]!) | 0;
			const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
			const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
		}
		for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i]! += word;
	}
	const digest = new DataView(new ArrayBuffer(32));
	for (const [i, word] of state.entries()) digest.setInt32(i * 4, word);
	return new Uint8Array(digest.buffer);
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let offset = 0;
	for (const piece of pieces) {
		bytes.set(piece, offset);
		offset += piece.length;
	}
	return bytes;
}

/** HMAC-SHA-256 (RFC 2104) of a message under a key: 32 bytes. */
export function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
	const block = new Uint8Array(BLOCK);
	block.set(key.length > BLOCK ? sha256(key) : key);
	const inner = sha256(
		joined(
			block.map((byte) => byte ^ 0x36),
			message
		)
	);
	return sha256(
		joined(
			block.map((byte) => byte ^ 0x5c),
			inner
		)
	);
}
