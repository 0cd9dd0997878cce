import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Where a thread's source is. It runs as it is (Node strips the types) beside the sources that the server is built
 * from, because a bundler cannot be relied upon to carry a worker's file along.
 */
export function sourceFile(path: string): string {
	for (const start of [import.meta.dirname, process.cwd()]) {
		for (let folder = start; ; folder = dirname(folder)) {
			const manifest = resolve(folder, 'package.json');
			if (existsSync(manifest) && existsSync(resolve(folder, path))) {
				const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
				if (name === 'kheo') return resolve(folder, path);
			}
			if (folder === dirname(folder)) break;
		}
	}
	throw new Error(`The thread's file is not there: ${path}`);
}
