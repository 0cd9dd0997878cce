// Runs in a thread of its own: laying out some hundred tables takes longer than a judge's acknowledgement may wait.
import { parentPort } from 'node:worker_threads';
import { renderAwards } from './awards/render-awards.ts';
import type { Cancelled, Job, PrintJob, Rendered } from './job.ts';
import { renderPapers } from './render-papers.ts';

const cancelled = new Set<number>();
const say = (rendered: Rendered, moved: ArrayBuffer[] = []) => parentPort?.postMessage(rendered, moved);

/** Tells how far it is, and lets a message that ends it in between two papers. */
async function step(id: number, done: number): Promise<boolean> {
	say({ id, done });
	await new Promise((resolve) => setImmediate(resolve));
	return !cancelled.has(id);
}

async function papers(job: PrintJob, tell: (done: number) => Promise<boolean>) {
	const bytes = await renderPapers(job, tell);
	return bytes && { bytes, failed: [] };
}

async function render(job: Job): Promise<void> {
	const { id } = job;
	try {
		const tell = (done: number) => step(id, done);
		const made = 'certificates' in job ? await renderAwards(job.certificates, tell) : await papers(job, tell);
		if (made) say({ id, bytes: made.bytes, failed: made.failed }, [made.bytes.buffer as ArrayBuffer]);
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
