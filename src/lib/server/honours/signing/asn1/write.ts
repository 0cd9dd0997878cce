import { ObjectIdentifier } from 'asn1js';

/** Elements of DER, each ready as bytes: what is signed elsewhere goes in as it is, byte for byte. */
function element(tag: number, content: Uint8Array): Buffer {
	const { length } = content;
	if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
	const digits = Buffer.from(
		length.toString(16).padStart(length < 0x100 ? 2 : length < 0x10000 ? 4 : 6, '0'),
		'hex'
	);
	return Buffer.concat([Buffer.of(tag, 0x80 | digits.length), digits, content]);
}

export const sequence = (...parts: readonly Uint8Array[]) => element(0x30, Buffer.concat(parts));
/** Under a number of the context, in place of its own tag or around it. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]) =>
	element(0xa0 | number, Buffer.concat(parts));
/** The same for octets that have no parts. */
export const taggedOctets = (number: number, content: Uint8Array) => element(0x80 | number, content);
export const octets = (content: Uint8Array) => element(0x04, content);
export const nothing = () => element(0x05, Buffer.alloc(0));
export const oid = (value: string) => Buffer.from(new ObjectIdentifier({ value }).toBER());
export const words = (value: string) => element(0x0c, Buffer.from(value, 'utf8'));

/** A number that is not negative. */
export function integer(value: number): Buffer {
	const digits = value.toString(16);
	const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
	return element(0x02, bytes[0]! > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** The members of a set in the order that DER puts them in. */
export const inOrder = (...members: readonly Buffer[]): Buffer[] => [...members].sort(Buffer.compare);
export const setOf = (...members: readonly Buffer[]) => element(0x31, Buffer.concat(inOrder(...members)));
