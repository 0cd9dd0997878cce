import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
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
	cacheDir: process.env.KHEO_VITE_CACHE ?? 'node_modules/.vite'
});
