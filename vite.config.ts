import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { firstView } from './bin/first-view.ts';
import { liveSocketsInDevelopment } from './src/lib/server/realtime/vite-plugin.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			// The same as in bin/generate.ts: two structures in one folder break whoever reads it meanwhile.
			outputStructure: 'message-modules',
			strategy: ['cookie', 'baseLocale'],
			cookieName: 'kheo_locale'
		}),
		sveltekit(),
		liveSocketsInDevelopment()
	],
	ssr: { external: ['better-sqlite3', '@node-rs/argon2', 'pdfkit', 'fontkit'] },
	environments: {
		client: {
			build: {
				// Lists of what each page's scripts import would be a third of what every phone loads first; pages say so themselves.
				modulePreload: {
					resolveDependencies: (_file, dependencies) => dependencies.filter((path) => path.endsWith('.css'))
				},
				rolldownOptions: {
					preserveEntrySignatures: 'allow-extension',
					output: { codeSplitting: { groups: [firstView()] } }
				}
			}
		}
	},
	cacheDir: process.env.KHEO_VITE_CACHE ?? 'node_modules/.vite'
});
