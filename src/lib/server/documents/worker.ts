// Runs in a thread of its own: laying out some hundred tables takes longer than a judge's acknowledgement may wait.
import { parentPort } from 'node:worker_threads';
import type { Cancelled, Job, Rendered } from './job.ts';
import { renderPapers } from './render-papers.ts';

const cancelled = new Set<number>();
const say = (rendered: Rendered, moved: ArrayBuffer[] = []) => parentPort?.postMessage(rendered, moved);

/** Tells how far it is, and lets a message that ends it in between two papers. */
async function step(id: number, done: number): Promise<boolean> {
	say({ id, done });
	await new Promise((resolve) => setImmediate(resolve));
	return !cancelled.has(id);
}

async function render(job: Job): Promise<void> {
	const { id } = job;
	try {
		const bytes = await renderPapers(job, (done) => step(id, done));
		if (bytes) say({ id, bytes }, [bytes.buffer as ArrayBuffer]);
		else say({ id, failure: 'cancelled' });
	} catch (error) {
		say({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
	} finally {
		cancelled.delete(id);
	}
}

// One after another: two long jobs in turns would both be late.
let last = Promise.resolve();
parentPort?.on('message', (message: Job | Cancelled) => {
	if ('cancel' in message) cancelled.add(message.cancel);
	else last = last.then(() => render(message));
});
