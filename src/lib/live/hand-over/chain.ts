import { LETTER_LIMIT, letterId } from './letter.ts';

/** So many characters of a letter are in one QR code: read at arm's length from a tablet's screen. */
const PIECE = 360;
const SIGN = 'KHEO1';

/** One code of a chain: `KHEO1.letter.number.of.checksum.piece`. */
export interface Link {
	readonly letter: string;
	/** From 1. */
	readonly number: number;
	readonly of: number;
	readonly piece: string;
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
	return rest >>> 0;
});

/** CRC-32, in eight hexadecimal digits: finds what a reader got wrong; against people there is the seal. */
function checksum(text: string): string {
	let rest = 0xffffffff;
	for (let i = 0; i < text.length; i++) rest = TABLE[(rest ^ text.charCodeAt(i)) & 255]! ^ (rest >>> 8);
	return ((rest ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

export function toBase64Url(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Null where it is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
	if (!/^[\w-]*$/.test(text)) return null;
	try {
		return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
			letter.charCodeAt(0)
		);
	} catch {
		return null;
	}
}

/** A letter as the texts of its QR codes, in order. */
export function chainOf(letter: Uint8Array): string[] {
	const name = letterId(letter);
	const text = toBase64Url(letter);
	const of = Math.ceil(text.length / PIECE);
	return Array.from({ length: of }, (_, index) => {
		const piece = text.slice(index * PIECE, (index + 1) * PIECE);
		const facts = `${name}.${index + 1}.${of}`;
		return `${SIGN}.${facts}.${checksum(`${facts}.${piece}`)}.${piece}`;
	});
}

/** One code as it was read; null where it is none of ours or was read wrong. */
export function linkOf(text: string): Link | null {
	const match = /^KHEO1\.([0-9a-f]{12})\.(\d{1,4})\.(\d{1,4})\.([0-9a-f]{8})\.([\w-]+)$/.exec(text.trim());
	if (!match) return null;
	const [, letter = '', number = '', of = '', sum, piece = ''] = match;
	if (sum !== checksum(`${letter}.${number}.${of}.${piece}`)) return null;
	const link = { letter, number: Number(number), of: Number(of), piece };
	const isSound = link.number >= 1 && link.number <= link.of && link.of * PIECE <= LETTER_LIMIT * 2;
	return isSound ? link : null;
}

/** What was read of one letter so far. */
export interface Reading {
	readonly letter: string;
	readonly of: number;
	readonly pieces: ReadonlyMap<number, string>;
}

/** The reading with one more code; a code of another letter begins a new reading. The same twice changes nothing. */
export function withLink(reading: Reading | null, link: Link): Reading {
	const same = reading?.letter === link.letter && reading.of === link.of ? reading : null;
	const pieces = new Map(same?.pieces).set(link.number, link.piece);
	return { letter: link.letter, of: link.of, pieces };
}

/** The numbers of the codes that are still to be read. */
export function missingLinks({ of, pieces }: Reading): number[] {
	return Array.from({ length: of }, (_, index) => index + 1).filter((number) => !pieces.has(number));
}

/** The whole letter; null as long as codes are missing, and where what was read is not the letter that it names. */
export function letterFrom(reading: Reading): Uint8Array<ArrayBuffer> | null {
	if (missingLinks(reading).length > 0) return null;
	const text = [...reading.pieces].toSorted(([a], [b]) => a - b).map(([, piece]) => piece);
	const letter = fromBase64Url(text.join(''));
	return letter && letterId(letter) === reading.letter ? letter : null;
}
