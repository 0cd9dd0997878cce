/** A file that came with a printing. */
export interface PrintedFile {
	readonly name: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** What could not be printed, by id. */
	readonly failed: readonly string[];
}

/**
 * Reads the stream of a printing: lines of JSON that tell how far it is, then one with the file's name and length, then its
 * bytes. Throws where it ends before the whole file is there.
 */
export async function readPrinting(
	stream: ReadableStream<Uint8Array>,
	progress: (done: number, total: number) => void
): Promise<PrintedFile> {
	const reader = stream.getReader();
	let rest = new Uint8Array();
	let file: { readonly name: string; readonly length: number; readonly failed: readonly string[] } | null =
		null;
	const chunks: Uint8Array[] = [];
	let length = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		if (file) {
			chunks.push(value);
			length += value.length;
			continue;
		}
		rest = joined([rest, value]);
		for (let end = rest.indexOf(10); end >= 0 && !file; end = rest.indexOf(10)) {
			const line = JSON.parse(new TextDecoder().decode(rest.subarray(0, end))) as {
				done?: number;
				total?: number;
				file?: string;
				bytes?: number;
				failed?: string[];
			};
			rest = rest.slice(end + 1);
			if (line.file !== undefined) {
				file = { name: line.file, length: line.bytes ?? 0, failed: line.failed ?? [] };
			} else progress(line.done ?? 0, line.total ?? 0);
		}
		if (file) {
			chunks.push(rest);
			length = rest.length;
		}
	}
	if (!file || length !== file.length) throw new Error('the printing ended before its file was whole');
	return { name: file.name, bytes: joined(chunks), failed: file.failed };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const chunk of chunks) {
		whole.set(chunk, offset);
		offset += chunk.length;
	}
	return whole;
}
