import type { PrintJob } from '#lib/server/documents/job.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';

/**
 * The printing of many papers as it goes on: a line `{"done":3,"total":12}` after each, then a line `{"file":"x.pdf",
 * "bytes":N}` and the N bytes. Whoever stops reading stops the printing; `printed` runs before the first byte of the file.
 */
export function printingStream(
	job: PrintJob,
	file: string,
	printed: () => Promise<void>
): ReadableStream<Uint8Array> {
	const ended = new AbortController();
	const total = job.papers.length;
	return new ReadableStream<Uint8Array>({
		async start(controller) {
			const say = (line: object) => {
				if (!ended.signal.aborted) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
			};
			say({ done: 0, total });
			try {
				const progress = (done: number) => say({ done, total });
				const bytes = await printPapers(job, { progress, signal: ended.signal });
				if (ended.signal.aborted) return;
				await printed();
				say({ file, bytes: bytes.length });
				controller.enqueue(bytes);
				controller.close();
			} catch (error) {
				if (!ended.signal.aborted) controller.error(error);
			}
		},
		cancel: () => ended.abort()
	});
}
