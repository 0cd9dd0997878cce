import type { Font, FontSubset } from 'fontkit';

/** A glyph as it goes into a font's part, but for the numbers that its components have there. */
interface Piece {
	readonly bytes: Uint8Array;
	readonly advance: number;
	readonly bearing: number;
	/** Where in `bytes` the number of each component stands, and which glyph it is. */
	readonly components: readonly { readonly at: number; readonly glyph: number }[];
}

interface TableEntry {
	readonly tag: string;
	readonly bytes: Uint8Array;
}

/** What every part of one font has alike. */
interface Mould {
	/** Bytes of the directory before its entries. */
	readonly head: Uint8Array;
	readonly tables: readonly TableEntry[];
	/** Offsets in two bytes, halved, or in four. */
	readonly isShort: boolean;
	readonly pieces: Map<number, Piece>;
}

const DIRECTORY = 12;
const ENTRY = 16;
const OF_HHEA = { numberOfMetrics: 34 };
const OF_MAXP = { numGlyphs: 4 };
const OF_HEAD = { indexToLocFormat: 50 };

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** From the smallest part of the font that fontkit itself makes: the missing glyph alone. */
function mouldOf(font: Font): Mould {
	const bytes = font.createSubset().encode();
	const view = viewOf(bytes);
	const tables = Array.from({ length: view.getUint16(4) }, (_, index): TableEntry => {
		const at = DIRECTORY + index * ENTRY;
		const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)];
		return {
			tag: String.fromCharCode(...bytes.subarray(at, at + 4)),
			bytes: bytes.slice(offset, offset + length)
		};
	});
	const head = tables.find(({ tag }) => tag === 'head')!;
	return {
		head: bytes.slice(0, DIRECTORY),
		tables,
		isShort: viewOf(head.bytes).getUint16(OF_HEAD.indexToLocFormat) === 0,
		pieces: new Map()
	};
}

function pieceOf(font: Font, id: number): Piece {
	const glyph = font.getGlyph(id);
	const components = (glyph._decode()?.components ?? []).map(({ pos, glyphID }) => ({
		...{ at: pos, glyph: glyphID }
	}));
	const stream = font._getTableStream('glyf');
	stream.pos += font.loca.offsets[id]!;
	return {
		bytes: stream.readBuffer(font.loca.offsets[id + 1]! - font.loca.offsets[id]!).slice(),
		advance: glyph.advanceWidth,
		bearing: glyph._getMetrics().leftBearing,
		components
	};
}

const moulds = new WeakMap<Font, Mould>();

/**
 * The part of a TrueType font that a document needs, byte for byte as fontkit's own: that decodes every glyph and encodes
 * every table number by number each time, half of what a certificate costs; here what never changes is kept.
 */
class KeptSubset implements FontSubset {
	readonly #font: Font;
	readonly #mould: Mould;
	readonly #glyphs: number[] = [0];
	readonly #places = new Map<number, number>([[0, 0]]);

	constructor(font: Font, mould: Mould) {
		this.#font = font;
		this.#mould = mould;
	}

	/** Takes a glyph in; the answer is its number in the part. */
	includeGlyph(glyph: number): number {
		const known = this.#places.get(glyph);
		if (known !== undefined) return known;
		const place = this.#glyphs.push(glyph) - 1;
		this.#places.set(glyph, place);
		return place;
	}

	#piece(id: number): Piece {
		const known = this.#mould.pieces.get(id);
		if (known) return known;
		const piece = pieceOf(this.#font, id);
		this.#mould.pieces.set(id, piece);
		return piece;
	}

	/** The pieces in order; components join at the end, where they are met. */
	#all(): { pieces: Piece[]; places: number[][] } {
		const pieces: Piece[] = [];
		const places: number[][] = [];
		for (let at = 0; at < this.#glyphs.length; at += 1) {
			const piece = this.#piece(this.#glyphs[at]!);
			pieces.push(piece);
			places.push(piece.components.map(({ glyph }) => this.includeGlyph(glyph)));
		}
		return { pieces, places };
	}

	encode(): Uint8Array {
		const { head, tables, isShort } = this.#mould;
		const { pieces, places } = this.#all();
		const count = pieces.length;
		const glyf = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
		const own: Readonly<Record<string, number>> = {
			...{ glyf, hmtx: count * 4, loca: (count + 1) * (isShort ? 2 : 4) }
		};
		const lengths = tables.map(({ tag, bytes }) => own[tag] ?? bytes.length);
		const first = DIRECTORY + tables.length * ENTRY;
		const out = new Uint8Array(lengths.reduce((sum, length) => sum + length, first));
		const view = viewOf(out);
		out.set(head);
		let offset = first;
		for (const [index, { tag, bytes }] of tables.entries()) {
			const entry = DIRECTORY + index * ENTRY;
			for (let letter = 0; letter < 4; letter += 1) out[entry + letter] = tag.charCodeAt(letter);
			view.setUint32(entry + 8, offset);
			view.setUint32(entry + 12, lengths[index]!);
			if (tag === 'glyf') {
				let at = offset;
				for (const [place, piece] of pieces.entries()) {
					out.set(piece.bytes, at);
					for (const [which, component] of piece.components.entries()) {
						view.setUint16(at + component.at, places[place]![which]!);
					}
					at += piece.bytes.length;
				}
			} else if (tag === 'hmtx') {
				for (const [place, { advance, bearing }] of pieces.entries()) {
					view.setUint16(offset + place * 4, advance);
					view.setInt16(offset + place * 4 + 2, bearing);
				}
			} else if (tag === 'loca') {
				let at = 0;
				for (let place = 0; place <= count; place += 1) {
					if (isShort) view.setUint16(offset + place * 2, at >>> 1);
					else view.setUint32(offset + place * 4, at);
					at += pieces[place]?.bytes.length ?? 0;
				}
			} else {
				out.set(bytes, offset);
				if (tag === 'hhea') view.setUint16(offset + OF_HHEA.numberOfMetrics, count);
				if (tag === 'maxp') view.setUint16(offset + OF_MAXP.numGlyphs, count);
			}
			offset += lengths[index]!;
		}
		return out;
	}
}

/** An empty part of a font; fonts are parsed once, so that what it keeps is kept for all documents. */
export function keptSubset(font: Font): FontSubset {
	let mould = moulds.get(font);
	if (!mould) moulds.set(font, (mould = mouldOf(font)));
	return new KeptSubset(font, mould);
}
