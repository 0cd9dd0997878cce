import { Worker } from 'node:worker_threads';
import { Refusal, type FieldProblem, type RefusalParams } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { sourceFile } from '#lib/server/source-file.ts';
import type { Answer, Answered, Asked, Input, Name } from './answers.ts';

const WORKER = 'src/lib/server/people/import/planner/worker.ts';
const IDLE_MS = 600_000;

interface Waiting {
	resolve(value: unknown): void;
	reject(error: Error): void;
}

let thread: Worker | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let questions = 0;
const waiting = new Map<number, Waiting>();

function stop(error: Error): void {
	thread = undefined;
	for (const { reject } of waiting.values()) reject(error);
	waiting.clear();
}

function heard(worker: Worker, answered: Answered): void {
	const asker = waiting.get(answered.id);
	waiting.delete(answered.id);
	if ('value' in answered) asker?.resolve(answered.value);
	else if ('failure' in answered) asker?.reject(new Error(answered.failure));
	else {
		const { code, params, fields } = answered.refusal;
		asker?.reject(new Refusal(code, params as RefusalParams, fields as FieldProblem[]));
	}
	if (waiting.size > 0) return;
	worker.unref();
	idle = setTimeout(() => void worker.terminate(), IDLE_MS).unref();
}

function start(): Worker {
	const worker = new Worker(sourceFile(WORKER), { execArgv: [], name: 'kheo-imports' });
	worker.on('message', (answered: Answered) => heard(worker, answered));
	worker.on('error', (error) => stop(error instanceof Error ? error : new Error(String(error))));
	worker.on('exit', () => {
		if (thread === worker) stop(new Error('the planning thread ended'));
	});
	return worker;
}

/** Asks the planning thread, which answers one question after another; a refusal there is a refusal here. */
export function ask<N extends Name>(database: Database, name: N, input: Input<N>): Promise<Answer<N>> {
	clearTimeout(idle);
	const worker = (thread ??= start());
	worker.ref();
	const id = ++questions;
	const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
	const { url: databaseUrl, provider } = database;
	worker.postMessage({ id, name, input, database: { databaseUrl, provider } } satisfies Asked);
	return answered as Promise<Answer<N>>;
}
