/** What a code is for. Its place in this list, counted from 1, is the number in the token. */
export const TOKEN_TYPES = ['badge', 'invite', 'pairing', 'pick-up'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

/** A credential's number: 64 random bits as 16 lower-case hexadecimal digits, the same in tokens, rosters and tables. */
export type CredentialNumber = string;

export const PAYLOAD_BYTES = 16;
const VERSION = 1;

/** The sixteen bytes of every token. No name, no unit: whoever photographs a badge learns nothing of its bearer. */
export interface TokenPayload {
	readonly type: TokenType;
	/** Which of the event's keys signed it, 0 to 255. */
	readonly kid: number;
	/** The event, as an unsigned 32-bit number. */
	readonly eventTag: number;
	readonly credential: CredentialNumber;
	/** 0 to 255, counts only while a gate has no roster row: 0 is "no zone named". */
	readonly zone: number;
	/** Bit 0 is the event's first day; 0 is every day. Counts only while a gate has no roster row. */
	readonly days: number;
}

export type PayloadFault = 'unknown-version' | 'unknown-type';

export function isCredentialNumber(text: string): boolean {
	return /^[0-9a-f]{16}$/.test(text);
}

/** Writes the sixteen bytes; a figure that does not fit its field is a RangeError, because no badge may say less than was meant. */
export function payloadBytes(payload: TokenPayload): Uint8Array {
	if (!isCredentialNumber(payload.credential))
		throw new RangeError(`not a credential's number: ${payload.credential}`);
	const bytes = new Uint8Array(PAYLOAD_BYTES);
	const view = new DataView(bytes.buffer);
	bytes[0] = (VERSION << 4) | (TOKEN_TYPES.indexOf(payload.type) + 1);
	bytes[1] = fitting(payload.kid, 0xff);
	view.setUint32(2, fitting(payload.eventTag, 0xffffffff));
	view.setBigUint64(6, BigInt(`0x${payload.credential}`));
	bytes[14] = fitting(payload.zone, 0xff);
	bytes[15] = fitting(payload.days, 0xff);
	return bytes;
}

/** Reads the sixteen bytes; a newer version or an unknown type is told apart, because its bearer holds a real code. */
export function readPayload(bytes: Uint8Array): TokenPayload | PayloadFault {
	const view = new DataView(bytes.buffer, bytes.byteOffset, PAYLOAD_BYTES);
	if (bytes[0]! >> 4 !== VERSION) return 'unknown-version';
	const type = TOKEN_TYPES[(bytes[0]! & 15) - 1];
	if (!type) return 'unknown-type';
	return {
		type,
		kid: bytes[1]!,
		eventTag: view.getUint32(2),
		credential: view.getBigUint64(6).toString(16).padStart(16, '0'),
		zone: bytes[14]!,
		days: bytes[15]!
	};
}

function fitting(figure: number, most: number): number {
	if (!Number.isInteger(figure) || figure < 0 || figure > most)
		throw new RangeError(`${figure} does not lie between 0 and ${most}`);
	return figure;
}
