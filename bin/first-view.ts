import { resolve } from 'node:path';
import { WORDS_BY_MESSAGE } from './messages.ts';

interface ModuleGraph {
	getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly code: string | null } | null;
}

const root = resolve(import.meta.dirname, '..');
const MESSAGES = `${WORDS_BY_MESSAGE}/messages/`;

/** What a phone needs that opens the public board: this page, what is around it, and what starts the app. */
const PAGES = [
	'src/routes/+layout.svelte',
	'src/routes/+error.svelte',
	'src/routes/(public)/+layout.svelte',
	'src/routes/(public)/contests/[code]/rounds/[round]/+page.svelte',
	'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
	'node_modules/@sveltejs/kit/src/runtime/components/svelte-5/layout.svelte',
	'.svelte-kit/generated/root.svelte'
].map((path) => `${root}/${path}`);

/** Every module that these pages load at once. Messages are taken one by one: the file that names them all names every page's. */
function closure(graph: ModuleGraph): ReadonlySet<string> {
	const found = new Set<string>();
	const open = [...PAGES];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (found.has(id) || id === `${MESSAGES}_index.js`) continue;
		const module = graph.getModuleInfo(id);
		if (!module) continue;
		found.add(id);
		const messages = [...(module.code ?? '').matchAll(/\bm\.(\w+)/g)].map(
			([, name]) => `${MESSAGES}${name}.js`
		);
		open.push(...module.importedIds, ...messages);
	}
	return found;
}

/**
 * The public board's code in one file instead of sixty: each file costs a phone its own headers, and small ones are hardly
 * compressed. Closed under imports, so that no other chunk can be in a circle with it; every other page loads it too, and
 * needs most of it.
 */
export function firstView() {
	let graph: ModuleGraph | null = null;
	let modules: ReadonlySet<string> = new Set();
	return {
		name(id: string, context: ModuleGraph): string | null {
			if (graph !== context) {
				graph = context;
				modules = closure(context);
			}
			return modules.has(id) ? 'first-view' : null;
		},
		includeDependenciesRecursively: false
	};
}
