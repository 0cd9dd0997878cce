import { Worker } from 'node:worker_threads';
import { sourceFile } from '../source-file.ts';
import type { AwardJob, PrintedAwards } from './awards/award-job.ts';
import type { Cancelled, Job, PrintJob, Rendered } from './job.ts';
import type { BadgesInput } from './badges/badges-input.ts';
import type { RecordInput } from './record/record-input.ts';
import type { TicketsInput } from './tickets/tickets-input.ts';

const WORKER = 'src/lib/server/documents/worker.ts';
const IDLE_MS = 600_000;

interface Waiting {
	resolve(printed: PrintedAwards): void;
	reject(error: Error): void;
	progress(done: number): void;
}

/** Somebody changed their mind while papers were printed. */
export class PrintingCancelled extends Error {}

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
	const worker = new Worker(sourceFile(WORKER), { execArgv: [], name: 'kheo-documents' });
	worker.on('message', (rendered: Rendered) => {
		const job = waiting.get(rendered.id);
		if ('done' in rendered) return job?.progress(rendered.done);
		waiting.delete(rendered.id);
		if ('bytes' in rendered) job?.resolve({ bytes: rendered.bytes, failed: rendered.failed ?? [] });
		else if (rendered.failure === 'cancelled') job?.reject(new PrintingCancelled());
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

interface Following {
	/** Hears how many papers are done. */
	readonly progress?: (done: number) => void;
	/** Ends the job between two of them, and the promise with `PrintingCancelled`. */
	readonly signal?: AbortSignal | undefined;
}

type Asked = PrintJob | { readonly certificates: AwardJob };

function inThread(job: Asked, { progress = () => {}, signal }: Following) {
	clearTimeout(idle);
	const worker = (thread ??= start());
	worker.ref();
	const id = ++jobs;
	const printed = new Promise<PrintedAwards>((resolve, reject) =>
		waiting.set(id, { resolve, reject, progress })
	);
	worker.postMessage({ id, ...job } satisfies Job);
	const cancel = () => worker.postMessage({ cancel: id } satisfies Cancelled);
	if (signal?.aborted) cancel();
	else signal?.addEventListener('abort', cancel, { once: true });
	return printed.finally(() => signal?.removeEventListener('abort', cancel));
}

/** Prints papers in the printing thread; one job after another, in the order asked. */
export async function printPapers(job: PrintJob, following: Following = {}): Promise<Uint8Array> {
	const { bytes } = await inThread(job, following);
	return bytes;
}

/** Prints certificates in the same thread; those that cannot be printed are named, the rest is in the file. */
export const printAwards = (certificates: AwardJob, following: Following = {}) =>
	inThread({ certificates }, following);

/** Renders the record of a result in the printing thread. */
export function printRecord(input: RecordInput): Promise<Uint8Array> {
	return printPapers({
		papers: [{ kind: 'record', fileName: 'record', input }],
		form: 'pdf',
		title: '',
		at: input.result.publishedAt
	});
}

/** Renders sheets of tickets in the same thread. */
export function printTickets(input: TicketsInput): Promise<Uint8Array> {
	return printPapers({
		papers: [{ kind: 'tickets', fileName: 'tickets', input }],
		form: 'pdf',
		title: '',
		at: input.at.toISOString()
	});
}

/** Renders sheets of badges in the same thread. */
export function printBadgeSheets(input: BadgesInput): Promise<Uint8Array> {
	return printPapers({
		papers: [{ kind: 'badges', fileName: 'badges', input }],
		form: 'pdf',
		title: '',
		at: input.at.toISOString()
	});
}
