/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';
import { builtFilesOf, neededFiles } from '#lib/offline/needed-files.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

/**
 * The one page that it was registered for, such as a judge's or a team's: nothing else is ever answered from here. Each has a
 * worker of its own, with its own files and versions.
 */
const SHELL = new URL(worker.registration.scope).pathname;
/**
 * A team's page is kept without the question that stands on it: reloaded later it would be an old one; a page beside the stage
 * without anybody's name, which the tablet keeps where only this browser can read it.
 */
const IS_KEPT_BARE = SHELL === '/quiz' || SHELL.startsWith('/desk/');
const SHELL_SOURCE = IS_KEPT_BARE ? `${SHELL}?kept` : SHELL;
const PREFIX = `kheo-${SHELL.slice(1)}-`;
const CACHE = `${PREFIX}${version}`;
const KEPT_FILES = [
	'/judge.webmanifest',
	'/judge.en.webmanifest',
	'/favicon.svg',
	'/icon-180.png',
	'/icon-192.png',
	'/icon-512.png',
	'/icon-maskable-512.png'
];
/** Longer than this nobody waits for a page that is on the tablet anyway. */
const PATIENCE_MS = 4_000;
/** Longer than this no request of the worker's own goes on: an unfinished one keeps a new version from taking its place. */
const FILE_MS = 10_000;

const BUILT: ReadonlySet<string> = new Set(build);
/** The page around all others and the page of errors: every page begins by loading them. */
const ROOT = build.filter((path) => /\/nodes\/[01]\.[\w-]+\.js$/.test(path));

/** A built file, from what is kept or from the network, and kept from now on. */
async function builtFile(cache: Cache, path: string): Promise<Response> {
	const kept = await cache.match(path);
	if (kept) return kept;
	const response = await fetch(path, { signal: AbortSignal.timeout(FILE_MS) });
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	await cache.put(path, response.clone());
	return response;
}

/**
 * Keeps a page as the shell with every file that it needs, and nothing of the app's other pages. Only a page of this
 * worker's own version: after an update the server already sends pages whose scripts are others.
 */
async function keep(response: Response): Promise<void> {
	// A page that was redirected is another one.
	if (!response.ok || response.redirected) return;
	// SvelteKit names a page's scripts in a header, beside those in the page.
	const html = `${await response.clone().text()} ${response.headers.get('link') ?? ''}`;
	if (!builtFilesOf(html).every((path) => BUILT.has(path))) return;
	const cache = await caches.open(CACHE);
	const read = async (path: string) => (await builtFile(cache, path)).text();
	const needed = await neededFiles(`${html} ${ROOT.join(' ')}`, BUILT, read);
	await Promise.all([...needed].map((path) => builtFile(cache, path)));
	await cache.put(SHELL, response);
}

async function keepShell(): Promise<void> {
	await keep(await fetch(SHELL_SOURCE, { cache: 'no-store', signal: AbortSignal.timeout(FILE_MS) }));
}

/**
 * A new version waits beside the old one, which goes on serving the page that is open: it takes its place only when that
 * page says so, at rest, or when no page is open. The journal is in IndexedDB, which no version of a worker touches.
 */
async function install(): Promise<void> {
	const cache = await caches.open(CACHE);
	await cache.addAll(files.filter((path) => KEPT_FILES.includes(path)));
	await keepShell().catch(() => {});
}

async function activate(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
	await worker.clients.claim();
}

/** From the network where there is one; the page as last kept where there is none. */
async function page(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
		if (SHELL_SOURCE === SHELL) await keep(response.clone());
		return response;
	} catch (error) {
		const kept = await cache.match(SHELL);
		if (kept) return kept;
		throw error;
	}
}

async function asset(request: Request): Promise<Response> {
	return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
	const kind = (event.data as { kind?: unknown } | null)?.kind;
	if (kind === 'keep-shell') event.waitUntil(keepShell().catch(() => {}));
	if (kind === 'take-over') event.waitUntil(worker.skipWaiting());
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (request.mode === 'navigate') {
		if (url.pathname === SHELL) event.respondWith(page(request));
	} else if (BUILT.has(url.pathname) || KEPT_FILES.includes(url.pathname)) {
		event.respondWith(asset(request));
	}
});
