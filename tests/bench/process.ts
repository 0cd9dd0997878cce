import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects garbage, so that what is counted afterwards is in use. */
export function collect(): void {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
}

/** A fresh process that answers one question at a time. */
export interface Peer {
	ask<T>(question: object): Promise<T>;
	/** As a crash or a power cut ends it. */
	kill(): Promise<void>;
	end(): Promise<void>;
}

/** In a peer: answers each question that its parent asks. */
export function answering(answer: (question: never) => unknown): void {
	process.on('message', (question) => {
		Promise.resolve(answer(question as never))
			.then((value) => process.send!({ value: value ?? null }))
			.catch((error: unknown) =>
				process.send!({ error: error instanceof Error ? error.stack : String(error) })
			);
	});
	process.on('disconnect', () => process.exit(0));
}

export function start(file: string, args: readonly string[] = [], env: Record<string, string> = {}): Peer {
	const child: ChildProcess = fork(resolve(import.meta.dirname, file), [...args], {
		execArgv: [],
		env: { ...process.env, KHEO_LOG: 'error', ...env }
	});
	return {
		ask: (question) =>
			new Promise((done, fail) => {
				const settle = () => {
					child.off('message', hear);
					child.off('exit', die);
				};
				const hear = (message: { value?: never; error?: string }) => {
					settle();
					if (message.error) fail(new Error(message.error));
					else done(message.value as never);
				};
				const die = (code: number | null) => {
					settle();
					fail(new Error(`${file} ended with ${code}`));
				};
				child.once('message', hear);
				child.once('exit', die);
				child.send(question);
			}),
		kill: () =>
			new Promise((done) => {
				child.once('exit', () => done());
				child.kill('SIGKILL');
			}),
		end: () =>
			new Promise((done) => {
				if (child.exitCode !== null || child.signalCode !== null) return done();
				child.once('exit', () => done());
				child.disconnect();
			})
	};
}
