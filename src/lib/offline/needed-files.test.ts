import { describe, expect, it } from 'vitest';
import { builtFilesOf, neededFiles } from './needed-files.ts';

const at = (name: string) => `/_app/immutable/${name}`;
const FILES: Readonly<Record<string, string>> = {
	[at('entry/app.A1.js')]: 'const n=[()=>import("../nodes/1.B2.js"),()=>import("../nodes/9.Z9.js")]',
	[at('nodes/1.B2.js')]:
		'import"../chunks/C3.js";const d=["../chunks/D4.js","../assets/E5.css"];import("../chunks/D4.js")',
	[at('chunks/C3.js')]:
		'import{x}from"./D4.js";fetch("./api/judge.json");new URL(`../workers/read.js`,import.meta.url)',
	[at('chunks/D4.js')]: 'import"./C3.js";export{y}from"./missing.js"',
	[at('workers/read.js')]: 'new URL("../assets/reader.F6.wasm",self.location.href)',
	[at('assets/E5.css')]: '@font-face{src:url(./pro.G7.woff2)}',
	[at('assets/reader.F6.wasm')]: '',
	[at('assets/pro.G7.woff2')]: '',
	[at('nodes/9.Z9.js')]: 'import"../chunks/desk.H8.js"',
	[at('chunks/desk.H8.js')]: ''
};
const html = `<link href="./_app/immutable/entry/app.A1.js" rel="modulepreload"><link href="./_app/immutable/nodes/1.B2.js">
	<script>import("/_app/immutable/entry/app.A1.js")</script>`;

describe('the files that a page needs without network', () => {
	it('are those that it names, and whatever they name in turn: fonts, workers and what is loaded later too', async () => {
		const read: string[] = [];
		const needed = await neededFiles(html, new Set(Object.keys(FILES)), async (path) => {
			read.push(path);
			return FILES[path]!;
		});
		expect([...needed].toSorted()).toEqual(
			[
				'assets/E5.css',
				'assets/pro.G7.woff2',
				'assets/reader.F6.wasm',
				'chunks/C3.js',
				'chunks/D4.js',
				'entry/app.A1.js',
				'nodes/1.B2.js',
				'workers/read.js'
			].map(at)
		);
		expect(read).not.toContain(at('assets/reader.F6.wasm'));
		expect(new Set(read).size).toBe(read.length);
	});

	it('are never the other pages of the app', async () => {
		const needed = await neededFiles(html, new Set(Object.keys(FILES)), async (path) => FILES[path]!);
		expect([...needed].filter((path) => path.includes('9.Z9') || path.includes('desk'))).toEqual([]);
	});

	it('are named by a page by their whole address, once', () => {
		expect(builtFilesOf(html)).toEqual([at('entry/app.A1.js'), at('nodes/1.B2.js')]);
	});
});
