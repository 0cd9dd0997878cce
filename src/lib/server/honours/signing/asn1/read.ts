import * as asn1 from 'asn1js';

/** These bytes are no ASN.1, or other ASN.1 than was expected. */
export class NotAsn1 extends Error {}

type Block = asn1.BaseBlock & { readonly valueBlock: { readonly value?: unknown } };

/** One element of an ASN.1 structure. Whatever is asked of it that it is not throws `NotAsn1`. */
export class Element {
	readonly #block: Block;

	constructor(block: Block) {
		this.#block = block;
	}

	/** All its bytes, as they stand in what was read. */
	get bytes(): Buffer {
		return Buffer.from(this.#block.valueBeforeDecodeView);
	}

	get parts(): readonly Element[] {
		const { value } = this.#block.valueBlock;
		if (!this.#block.idBlock.isConstructed || !Array.isArray(value)) throw new NotAsn1('not a structure');
		// Where a length was not said beforehand, the sign for its end stands among the parts.
		return (value as Block[]).flatMap((block) =>
			block instanceof asn1.EndOfContent ? [] : [new Element(block)]
		);
	}

	part(at: number): Element {
		const found = this.parts[at];
		if (!found) throw new NotAsn1(`no part ${at}`);
		return found;
	}

	/** Its only part. */
	get only(): Element {
		if (this.parts.length !== 1) throw new NotAsn1('not one part');
		return this.part(0);
	}

	get isSequence(): boolean {
		return this.#block instanceof asn1.Sequence;
	}

	get isOid(): boolean {
		return this.#block instanceof asn1.ObjectIdentifier;
	}

	get isInteger(): boolean {
		return this.#block instanceof asn1.Integer;
	}

	/** Whether it is the context's own element with this number. */
	isTagged(number: number): boolean {
		const { tagClass, tagNumber } = this.#block.idBlock;
		return tagClass === 3 && tagNumber === number;
	}

	get sequence(): readonly Element[] {
		if (!this.isSequence) throw new NotAsn1('not a sequence');
		return this.parts;
	}

	get set(): readonly Element[] {
		if (!(this.#block instanceof asn1.Set)) throw new NotAsn1('not a set');
		return this.parts;
	}

	get oid(): string {
		if (!(this.#block instanceof asn1.ObjectIdentifier)) throw new NotAsn1('not an object identifier');
		return this.#block.getValue();
	}

	/** The octets of an octet string, also where it was written in pieces or stands under a tag of the context. */
	get octets(): Buffer {
		if (this.#block instanceof asn1.OctetString) return Buffer.from(this.#block.getValue());
		if (this.#block instanceof asn1.Primitive) return Buffer.from(this.#block.valueBlock.valueHexView);
		if (this.#block instanceof asn1.Constructed && this.#block.idBlock.tagClass === 3) {
			return Buffer.concat(this.parts.map(({ octets }) => octets));
		}
		throw new NotAsn1('not an octet string');
	}

	/** The bytes of a bit string, without the one that counts unused bits. */
	get bits(): Buffer {
		if (!(this.#block instanceof asn1.BitString)) throw new NotAsn1('not a bit string');
		return Buffer.from(this.#block.valueBlock.valueHexView);
	}

	/** A number of how often something is done: what is larger than 2³¹ is none. */
	get count(): number {
		if (!(this.#block instanceof asn1.Integer)) throw new NotAsn1('not an integer');
		const bytes = Buffer.from(this.#block.valueBlock.valueHexView);
		const number = bytes.length <= 5 && bytes.length > 0 ? Number(BigInt(`0x${bytes.toString('hex')}`)) : -1;
		if (number < 0 || number > 0x7fffffff) throw new NotAsn1('not a count');
		return number;
	}

	/** A text of whichever kind; null where it is none. */
	get text(): string | null {
		return this.#block instanceof asn1.BaseStringBlock ? this.#block.getValue() : null;
	}

	/** A moment; null where it is none. */
	get moment(): Date | null {
		if (!(this.#block instanceof asn1.UTCTime)) return null;
		const date = this.#block.toDate();
		return Number.isNaN(date.getTime()) ? null : date;
	}
}

/**
 * Reads one ASN.1 structure from the beginning of `bytes`; what follows it is let be where `padded`, as behind the signature of
 * a PDF. Nothing in these bytes throws anything but `NotAsn1`.
 */
export function readAsn1(bytes: Uint8Array, { padded = false } = {}): Element {
	const { offset, result } = reading(() => asn1.fromBER(new Uint8Array(bytes), { parseEmbedded: false }));
	if (offset === -1 || result.error) throw new NotAsn1(result.error || 'cut off');
	if (!padded && offset !== bytes.length) throw new NotAsn1('something follows');
	return new Element(result as Block);
}

/** Reads by `how`, and knows no mistake but `NotAsn1`. */
export function reading<Value>(how: () => Value): Value {
	try {
		return how();
	} catch (error) {
		if (error instanceof NotAsn1) throw error;
		throw new NotAsn1(error instanceof Error ? error.message : 'unreadable');
	}
}
