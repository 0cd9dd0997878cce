import type { AwardJob } from '#lib/server/documents/awards/award-job.ts';
import { printAwards } from '#lib/server/documents/print-record.ts';

/**
 * The printing of certificates as it goes on, in the form of `printingStream`: the line before the file also names whoever
 * could not be printed. Whoever stops reading stops the printing; `printed` runs before the first byte of the file.
 */
export function awardStream(
	job: AwardJob,
	file: string,
	printed: (failed: readonly string[]) => Promise<void>
): ReadableStream<Uint8Array> {
	const ended = new AbortController();
	const total = job.awards.length;
	return new ReadableStream<Uint8Array>({
		async start(controller) {
			const say = (line: object) => {
				if (!ended.signal.aborted) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
			};
			say({ done: 0, total });
			try {
				const progress = (done: number) => say({ done, total });
				const { bytes, failed } = await printAwards(job, { progress, signal: ended.signal });
				if (ended.signal.aborted) return;
				const ids = failed.map(({ id }) => id);
				await printed(ids);
				say({ file, bytes: bytes.length, failed: ids });
				if (bytes.length > 0) controller.enqueue(bytes);
				controller.close();
			} catch (error) {
				if (!ended.signal.aborted) controller.error(error);
			}
		},
		cancel: () => ended.abort()
	});
}
