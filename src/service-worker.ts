/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;

/**
 * The one page that it was registered for, a judge's or a team's: nothing else is ever answered from here. Each has a worker of
 * its own, with its own files and versions.
 */
const SHELL = new URL(worker.registration.scope).pathname;
/** A team's page is kept without the question that stands on it: reloaded later it would be an old one. */
const SHELL_SOURCE = SHELL === '/quiz' ? '/quiz?kept' : SHELL;
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

const KEPT = new Set([...build, ...files.filter((path) => KEPT_FILES.includes(path))]);

/**
 * Keeps a page as the shell, but only one that this version of the worker has everything for: after an update the server
 * already sends pages whose scripts are not kept here, and such a shell would not open without network.
 */
async function keep(response: Response): Promise<void> {
	// A page that was redirected is another one.
	if (!response.ok || response.redirected) return;
	const html = await response.clone().text();
	const needed = html.match(/\/_app\/immutable\/[\w./-]+\.(?:js|css)/g) ?? [];
	if (needed.every((path) => KEPT.has(path))) await (await caches.open(CACHE)).put(SHELL, response);
}

async function keepShell(): Promise<void> {
	await keep(await fetch(SHELL_SOURCE, { cache: 'no-store' }));
}

/**
 * A new version waits beside the old one, which goes on serving the page that is open: it takes its place only when that
 * page says so, at rest, or when no page is open. The journal is in IndexedDB, which no version of a worker touches.
 */
async function install(): Promise<void> {
	const cache = await caches.open(CACHE);
	await cache.addAll([...KEPT].filter((path) => /\.(js|css|woff2|wasm|png|svg|webmanifest)$/.test(path)));
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
	} else if (KEPT.has(url.pathname)) {
		event.respondWith(asset(request));
	}
});
