import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { freshAfter } from './fresh.ts';

const root = resolve(import.meta.dirname, '..');
const SOURCES = [
	'src',
	'messages',
	'static',
	'prisma/models',
	'package.json',
	'svelte.config.js',
	'vite.config.ts'
];

/** Folder of the built app; builds it first where it is missing or older than its sources. KHEO_BUILT=1 trusts it. */
export function buildIfNeeded(): string {
	const build = resolve(root, process.env.KHEO_BUILD_DIR ?? 'build');
	const entry = resolve(build, 'handler.js');
	const trusted = process.env.KHEO_BUILT === '1' && existsSync(entry);
	const sources = SOURCES.map((path) => resolve(root, path));
	if (!trusted && !freshAfter(entry, sources)) {
		console.log('Building Khéo (about half a minute) ...');
		try {
			// What the builder merely remarks is for those who build Khéo, not for those who try it.
			execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
		} catch (error) {
			console.error(String((error as { stderr?: unknown }).stderr ?? error));
			console.error('Khéo could not be built: what stands above says why.');
			process.exit(1);
		}
	}
	return build;
}
