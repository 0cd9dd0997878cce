import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile, type CompilerOptions } from '@inlang/paraglide-js';
import type { Plugin } from 'vite';
import { freshAfter } from './fresh.ts';

const root = resolve(import.meta.dirname, '..');

const settings = {
	project: './project.inlang',
	strategy: ['cookie', 'baseLocale'] as ('cookie' | 'baseLocale')[],
	cookieName: 'kheo_locale'
};

/** The words for the server, the command line, the tests and development: a file for each language, quickly read. */
export const WORDS = {
	...settings,
	outdir: './src/lib/paraglide',
	outputStructure: 'locale-modules' as const
};

/** The words for browsers: thousands of files of one message each, so that a page takes along the few that it says. */
export const WORDS_BY_MESSAGE = `${root}/.svelte-kit/words-by-message`;

const atRoot = (options: CompilerOptions): CompilerOptions => ({
	...options,
	project: resolve(root, options.project),
	outdir: resolve(root, options.outdir)
});

const SOURCES = ['messages', 'project.inlang/settings.json', 'bin/messages.ts', 'package-lock.json'];

/** Compiles into `options.outdir`, unless what is there is newer than everything that it is made of. */
async function compileIfStale(options: CompilerOptions, force = false): Promise<void> {
	const stamp = join(options.outdir, 'stamp');
	const sources = SOURCES.map((path) => join(root, path));
	if (!force && freshAfter(stamp, sources)) return;
	await compile(options);
	writeFileSync(stamp, '');
}

export const compileWords = (force: boolean): Promise<void> => compileIfStale(atRoot(WORDS), force);

/** In a build, gives browsers the same words cut finer; whatever imports `#lib/paraglide/…` need not know. */
export function finerWordsForBrowsers(): Plugin {
	const PREFIX = '#lib/paraglide/';
	return {
		name: 'kheo:finer-words-for-browsers',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: (environment) => environment.name === 'client',
		async buildStart() {
			await compileIfStale({
				...atRoot({ ...settings, outdir: WORDS_BY_MESSAGE }),
				outputStructure: 'message-modules',
				isServer: 'import.meta.env.SSR'
			});
		},
		resolveId: (id) => (id.startsWith(PREFIX) ? `${WORDS_BY_MESSAGE}/${id.slice(PREFIX.length)}` : null)
	};
}
