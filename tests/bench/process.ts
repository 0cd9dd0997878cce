import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** A fresh process that answers one question at a time. */
export interface Peer {
	ask<T>(question: object): Promise<T>;
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
		end: () =>
			new Promise((done) => {
				if (child.exitCode !== null) return done();
				child.once('exit', () => done());
				child.disconnect();
			})
	};
}
