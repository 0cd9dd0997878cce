import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

function newest(path: string): number {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether `stamp` exists and is newer than every file in `sources`. */
export function freshAfter(stamp: string, sources: readonly string[]): boolean {
	try {
		return statSync(stamp).mtimeMs >= Math.max(...sources.map(newest));
	} catch {
		return false;
	}
}
