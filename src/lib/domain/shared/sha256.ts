// Synchronous and without dependencies, because the same draw and the same hashes are computed in browsers that are
// offline or not on https, where crypto.subtle does not exist, and inside pure functions that cannot wait.

const K = new Uint32Array(roots(64, 3));
const START = roots(8, 2);

/** SHA-256 (FIPS 180-4) of UTF-8 text or of bytes. */
export function sha256(message: string | Uint8Array): Uint8Array {
	const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
	const blocks = Math.ceil((bytes.length + 9) / 64);
	const padded = new Uint8Array(blocks * 64);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	const view = new DataView(padded.buffer);
	view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
	view.setUint32(padded.length - 4, bytes.length << 3);

	const hash = new Uint32Array(START);
	const words = new Uint32Array(64);
	for (let offset = 0; offset < padded.length; offset += 64) digestBlock(view, offset, words, hash);

	const digest = new Uint8Array(32);
	const out = new DataView(digest.buffer);
	hash.forEach((word, index) => out.setUint32(index * 4, word));
	return digest;
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(message: string | Uint8Array): string {
	return hex(sha256(message));
}

/** HMAC-SHA-256 (RFC 2104). */
export function hmacSha256(key: string | Uint8Array, message: string | Uint8Array): Uint8Array {
	const raw = typeof key === 'string' ? new TextEncoder().encode(key) : key;
	const block = new Uint8Array(64);
	block.set(raw.length > 64 ? sha256(raw) : raw);
	const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
	const inner = sha256(
		joined(
			block.map((byte) => byte ^ 0x36),
			bytes
		)
	);
	return sha256(
		joined(
			block.map((byte) => byte ^ 0x5c),
			inner
		)
	);
}

export function hex(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of all pieces, one after the other. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let offset = 0;
	for (const piece of pieces) {
		whole.set(piece, offset);
		offset += piece.length;
	}
	return whole;
}

function digestBlock(view: DataView, offset: number, w: Uint32Array, hash: Uint32Array): void {
	for (let t = 0; t < 16; t += 1) w[t] = view.getUint32(offset + t * 4);
	for (let t = 16; t < 64; t += 1) {
		const early = w[t - 15]!;
		const late = w[t - 2]!;
		const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
		const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
		w[t] = w[t - 16]! + s0 + w[t - 7]! + s1;
	}
	let [a, b, c, d, e, f, g, h] = hash as unknown as [
		number,
		number,
		number,
		number,
		number,
		number,
		number,
		number
	];
	for (let t = 0; t < 64; t += 1) {
		const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
		const first = (h + s1 + ((e & f) ^ (~e & g)) + K[t]! + w[t]!) | 0;
		const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
		const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + first) | 0;
		d = c;
		c = b;
		b = a;
		a = (first + second) | 0;
	}
	[a, b, c, d, e, f, g, h].forEach((word, index) => (hash[index] = hash[index]! + word));
}

function turn(word: number, by: number): number {
	return (word >>> by) | (word << (32 - by));
}

/** The constants of FIPS 180-4: first 32 bits of the fractional parts of the roots of the first primes, in exact integers. */
function roots(count: number, degree: 2 | 3): number[] {
	const primes: bigint[] = [];
	for (let n = 2n; primes.length < count; n += 1n) if (primes.every((p) => n % p !== 0n)) primes.push(n);
	return primes.map((prime) => Number(root(prime << BigInt(32 * degree), BigInt(degree)) & 0xffffffffn));
}

function root(value: bigint, degree: bigint): bigint {
	let low = 0n;
	let high = 1n << 48n;
	while (low < high) {
		const middle = (low + high + 1n) >> 1n;
		if (middle ** degree <= value) low = middle;
		else high = middle - 1n;
	}
	return low;
}
