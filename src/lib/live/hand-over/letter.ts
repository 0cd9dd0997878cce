import * as v from 'valibot';
import { ID_PATTERN } from '../id.ts';
import { SheetMarksSchema } from '../judge-protocol.ts';
import { hex, hmacSha256 as hmac, joined, sha256 } from '#lib/domain/shared/sha256.ts';

/*
 * A letter is what one tablet hands over to another when the network is dead: entries of its journal, deflated, encrypted
 * and sealed with a key that only that tablet and the server have. Whoever carries it can neither read nor change it.
 *
 *   0      version, 1
 *   1      1 where the text is deflated
 *   2-17   the tablet that wrote it, its id's 16 bytes
 *   18-33  chance, new for every letter
 *   34-    the text, encrypted with HMAC-SHA-256 in counter mode
 *   last 16 bytes: HMAC-SHA-256 of everything before, cut
 */
const VERSION = 1;
const HEAD = 34;
const SEAL = 16;
/** A whole round's journal is a tenth of this. */
export const LETTER_LIMIT = 128 * 1024;
const TEXT_LIMIT = 2 * 1024 * 1024;

const id = v.pipe(v.string(), v.regex(ID_PATTERN));
const FinalSchema = v.object({
	kind: v.literal('final'),
	key: id,
	teamId: id,
	partKey: v.pipe(v.string(), v.maxLength(124)),
	marks: SheetMarksSchema,
	attempt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)))
});
/** Marks are checked one by one where they are recorded, as those of any tablet. */
const ContentSchema = v.pipe(
	v.array(v.variant('kind', [v.looseObject({ kind: v.literal('mark') }), FinalSchema])),
	v.minLength(1),
	v.maxLength(5_000)
);
/** Entries of a journal in their order; a mark is a GivenMark with its kind. */
export type LetterContent = v.InferOutput<typeof ContentSchema>;

/** What whoever carried a letter is told: whose it is and how many, never which marks. */
export interface HandedOver {
	readonly letter: string;
	readonly seat: { readonly label: string; readonly name: string };
	/** Entries that the server has now, whether from this letter or from before. */
	readonly received: number;
	/** Entries that wait for the chair or for the judge. */
	readonly held: number;
	readonly refused: number;
	/** Typed into the tablet that wrote the letter, it proves there that the letter has arrived. */
	readonly receipt: string;
}

const utf8 = new TextEncoder();
const idBytes = (uuid: string) =>
	Uint8Array.from(uuid.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function idOf(bytes: Uint8Array): string {
	return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Encrypts and decrypts: the same twice is what there was. */
function veiled(key: Uint8Array, chance: Uint8Array, text: Uint8Array): Uint8Array {
	const out = Uint8Array.from(text);
	const counter = new DataView(new ArrayBuffer(4));
	for (let offset = 0; offset < out.length; offset += 32) {
		counter.setUint32(0, offset / 32);
		const pad = hmac(key, joined(chance, new Uint8Array(counter.buffer)));
		for (let i = 0; i < 32 && offset + i < out.length; i++) out[offset + i]! ^= pad[i]!;
	}
	return out;
}

const keysOf = (sealKey: string) => ({
	veil: hmac(utf8.encode(sealKey), utf8.encode('kheo hand-over veil')),
	seal: hmac(utf8.encode(sealKey), utf8.encode('kheo hand-over seal')),
	receipt: hmac(utf8.encode(sealKey), utf8.encode('kheo hand-over receipt'))
});

async function through(
	bytes: Uint8Array,
	stream: CompressionStream | DecompressionStream
): Promise<Uint8Array> {
	const source = new Blob([joined(bytes)]).stream().pipeThrough(stream);
	const reader = source.getReader();
	const pieces: Uint8Array[] = [];
	let length = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return joined(...pieces);
		length += value.length;
		// A few bytes can be deflated out of gigabytes.
		if (length > TEXT_LIMIT) {
			await reader.cancel();
			throw new Error('the text of a letter is too long');
		}
		pieces.push(value);
	}
}

/** Seals entries of the tablet `deviceId` with its key. */
export async function sealLetter(
	sealKey: string,
	deviceId: string,
	content: LetterContent
): Promise<Uint8Array<ArrayBuffer>> {
	const plain = utf8.encode(JSON.stringify(content));
	const canDeflate = typeof CompressionStream !== 'undefined';
	const short = canDeflate ? await through(plain, new CompressionStream('deflate-raw')) : plain;
	const isDeflated = short.length < plain.length;
	const chance = crypto.getRandomValues(new Uint8Array(16));
	const { veil, seal } = keysOf(sealKey);
	const head = joined(Uint8Array.of(VERSION, isDeflated ? 1 : 0), idBytes(deviceId), chance);
	const body = joined(head, veiled(veil, chance, isDeflated ? short : plain));
	return joined(body, hmac(seal, body).subarray(0, SEAL));
}

/** The tablet that says it wrote a letter; null where the bytes are no letter. Proves nothing before it is opened. */
export function writerOf(letter: Uint8Array): string | null {
	if (letter.length <= HEAD + SEAL || letter.length > LETTER_LIMIT || letter[0] !== VERSION) return null;
	return idOf(letter.subarray(2, 18));
}

/** What a letter says; null where it was not sealed with this key, or not one byte of it may be believed. */
export async function openLetter(sealKey: string, letter: Uint8Array): Promise<LetterContent | null> {
	if (writerOf(letter) === null) return null;
	const { veil, seal } = keysOf(sealKey);
	const body = letter.subarray(0, -SEAL);
	const right = hmac(seal, body).subarray(0, SEAL);
	let difference = 0;
	for (const [i, byte] of letter.subarray(-SEAL).entries()) difference |= byte ^ right[i]!;
	if (difference !== 0) return null;
	try {
		const text = veiled(veil, letter.subarray(18, HEAD), body.subarray(HEAD));
		const plain = letter[1] === 1 ? await through(text, new DecompressionStream('deflate-raw')) : text;
		const content = v.safeParse(ContentSchema, JSON.parse(new TextDecoder().decode(plain)));
		return content.success ? content.output : null;
	} catch {
		return null;
	}
}

/** Twelve hexadecimal digits that name a letter. */
export const letterId = (letter: Uint8Array): string => hex(sha256(letter).subarray(0, 6));

/** Six digits with which the server tells the tablet that wrote a letter, through its judge, that it has it. */
export function receiptOf(sealKey: string, letter: string): string {
	const bytes = hmac(keysOf(sealKey).receipt, utf8.encode(letter));
	return String(new DataView(bytes.buffer).getUint32(0) % 1_000_000).padStart(6, '0');
}
