/** An unmasked WebSocket text frame (RFC 6455, 5.2): what a server writes. */
export function textFrame(text: string): Buffer {
	const bytes = Buffer.byteLength(text);
	const headBytes = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(headBytes + bytes);
	frame[0] = 0x81;
	if (headBytes === 2) frame[1] = bytes;
	else if (headBytes === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(bytes, 2);
	} else {
		frame[1] = 127;
		frame.writeBigUInt64BE(BigInt(bytes), 2);
	}
	frame.write(text, headBytes);
	return frame;
}

/** The frame of one Socket.IO event in a namespace: `42/board,["beat",{…}]` (Socket.IO protocol 5, no binary). */
export function eventFrame(namespace: string, event: string, message: unknown): Buffer {
	return textFrame(`42${namespace},${JSON.stringify([event, message])}`);
}

/**
 * One event of a stream (text/event-stream). Whoever got the board of a version may come again with its number
 * (Last-Event-ID); a word that brings none has no id. JSON has no line breaks of its own.
 */
export function streamEvent(event: string, message: { readonly v: number }): Buffer {
	const id = event === 'snapshot' || event === 'patch' ? `id: ${message.v}\n` : '';
	return Buffer.from(`event: ${event}\n${id}data: ${JSON.stringify(message)}\n\n`);
}
