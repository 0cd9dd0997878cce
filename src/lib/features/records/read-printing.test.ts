import { describe, expect, it } from 'vitest';
import { readPrinting } from './read-printing.ts';

const FILE = new Uint8Array([37, 10, 80, 10, 255, 0]);
const bytes = new Uint8Array([
	...new TextEncoder().encode(
		'{"done":0,"total":2}\n{"done":1,"total":2}\n{"done":2,"total":2}\n{"file":"bien-ban.pdf","bytes":6}\n'
	),
	...FILE
]);

/** The bytes in pieces of one length, as a network may cut them. */
const inPieces = (length: number, whole = bytes) =>
	new ReadableStream<Uint8Array>({
		start(controller) {
			for (let at = 0; at < whole.length; at += length) controller.enqueue(whole.slice(at, at + length));
			controller.close();
		}
	});

describe('the stream of a printing', () => {
	it.each([1, 7, 50, 1000])('is read whole in pieces of %i bytes, progress first', async (length) => {
		const steps: string[] = [];
		const file = await readPrinting(inPieces(length), (done, total) => steps.push(`${done}/${total}`));
		expect(steps).toEqual(['0/2', '1/2', '2/2']);
		expect([file.name, [...file.bytes]]).toEqual(['bien-ban.pdf', [...FILE]]);
	});

	it('that ends early gives no file', async () => {
		for (const end of [bytes.length - 1, 30]) {
			await expect(readPrinting(inPieces(9, bytes.slice(0, end)), () => {})).rejects.toThrow('whole');
		}
	});
});
