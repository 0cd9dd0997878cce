import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job, Rendered } from './job.ts';
import type { RecordInput } from './record/record-input.ts';

const WORKER = 'src/lib/server/documents/worker.ts';
const IDLE_MS = 600_000;

/**
 * Where the worker's source is. It runs as it is (Node strips the types) beside the sources that the server is built
 * from, because a bundler cannot be relied upon to carry a worker's file along.
 */
function workerFile(): string {
	for (const start of [import.meta.dirname, process.cwd()]) {
		for (let folder = start; ; folder = dirname(folder)) {
			const manifest = resolve(folder, 'package.json');
			if (existsSync(manifest) && existsSync(resolve(folder, WORKER))) {
				const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
				if (name === 'kheo') return resolve(folder, WORKER);
			}
			if (folder === dirname(folder)) break;
		}
	}
	throw new Error(`The printing thread's file is not there: ${WORKER}`);
}

interface Waiting {
	resolve(bytes: Uint8Array): void;
	reject(error: Error): void;
}

let thread: Worker | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let jobs = 0;
const waiting = new Map<number, Waiting>();

function stop(error: Error): void {
	thread = undefined;
	for (const { reject } of waiting.values()) reject(error);
	waiting.clear();
}

function start(): Worker {
	const worker = new Worker(workerFile(), { execArgv: [], name: 'kheo-documents' });
	worker.on('message', (rendered: Rendered) => {
		const job = waiting.get(rendered.id);
		waiting.delete(rendered.id);
		if ('bytes' in rendered) job?.resolve(rendered.bytes);
		else job?.reject(new Error(rendered.failure));
		if (waiting.size === 0) {
			worker.unref();
			idle = setTimeout(() => void worker.terminate(), IDLE_MS).unref();
		}
	});
	worker.on('error', (error) => stop(error instanceof Error ? error : new Error(String(error))));
	worker.on('exit', () => {
		if (thread === worker) stop(new Error('the printing thread ended'));
	});
	return worker;
}

/** Renders a record in the printing thread; one after another, in the order asked. */
export function printRecord(input: RecordInput): Promise<Uint8Array> {
	clearTimeout(idle);
	thread ??= start();
	thread.ref();
	const id = ++jobs;
	const printed = new Promise<Uint8Array>((resolve, reject) => waiting.set(id, { resolve, reject }));
	thread.postMessage({ id, input } satisfies Job);
	return printed;
}
