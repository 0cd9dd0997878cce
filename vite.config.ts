import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { firstView } from './bin/first-view.ts';
import { finerWordsForBrowsers, WORDS } from './bin/messages.ts';
import { liveSocketsInDevelopment } from './src/lib/server/realtime/vite-plugin.ts';

export default defineConfig(({ command }) => ({
	plugins: [
		command === 'serve' && paraglideVitePlugin(WORDS),
		finerWordsForBrowsers(),
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
}));
