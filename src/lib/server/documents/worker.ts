// Runs in a thread of its own: laying out some hundred tables takes longer than a judge's acknowledgement may wait.
import { parentPort } from 'node:worker_threads';
import { renderRecord } from './record/render-record.ts';
import type { Job, Rendered } from './job.ts';

parentPort?.on('message', ({ id, input }: Job) => {
	renderRecord(input).then(
		(bytes) => parentPort?.postMessage({ id, bytes } satisfies Rendered, [bytes.buffer as ArrayBuffer]),
		(error: unknown) => {
			const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
			parentPort?.postMessage({ id, failure } satisfies Rendered);
		}
	);
});
