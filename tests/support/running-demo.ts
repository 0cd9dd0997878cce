import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

export interface RunningDemo {
	/** The first line said, now or later, in which this is found: with what its brackets caught. */
	says(wanted: RegExp): Promise<RegExpMatchArray>;
	end(signal?: 'SIGTERM' | 'SIGKILL'): void;
}

const PATIENCE_MS = 120_000;

/** `npm run demo` over the app that is built, as somebody runs it who reads what it says. */
export async function runDemo(
	args: readonly string[],
	env: Record<string, string> = {}
): Promise<RunningDemo> {
	const said: string[] = [];
	const port = String(await freePort());
	const demo = spawn('npx', ['node', 'bin/demo.ts', '--port', port, ...args], {
		cwd: resolve(import.meta.dirname, '../..'),
		env: { ...process.env, KHEO_BUILT: '1', ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
		detached: true
	});
	createInterface({ input: demo.stdout }).on('line', (line) => said.push(line));
	return {
		async says(wanted) {
			for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
				const found = said.find((line) => wanted.test(line));
				if (found) return found.match(wanted)!;
				await new Promise((again) => setTimeout(again, 50));
			}
			throw new Error(`the demo never said ${String(wanted)}:\n${said.join('\n')}`);
		},
		end(signal = 'SIGTERM') {
			// The whole group: npx is only the parent of the demo.
			if (demo.exitCode === null && demo.signalCode === null) process.kill(-demo.pid!, signal);
		}
	};
}
