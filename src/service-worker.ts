/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The judge's pages alone: registered with this scope, and nothing else is ever answered from here. */
const SHELL = '/judge';
const CACHE = `kheo-judge-${version}`;
const KEPT_FILES = ['/judge.webmanifest', '/favicon.svg'];
/** Longer than this nobody waits for a page that is on the tablet anyway. */
const PATIENCE_MS = 4_000;

async function keepShell(): Promise<void> {
	const response = await fetch(SHELL, { cache: 'no-store' });
	// A page that was redirected is another one.
	if (response.ok && !response.redirected) await (await caches.open(CACHE)).put(SHELL, response);
}

async function install(): Promise<void> {
	const cache = await caches.open(CACHE);
	const assets = build.filter((path) => /\.(js|css|woff2|wasm)$/.test(path));
	await cache.addAll([...assets, ...files.filter((path) => KEPT_FILES.includes(path))]);
	await keepShell().catch(() => {});
	await worker.skipWaiting();
}

async function activate(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith('kheo-judge-') && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
	await worker.clients.claim();
}

/** From the network where there is one; the page as last kept where there is none. */
async function page(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
		if (response.ok && !response.redirected) await cache.put(SHELL, response.clone());
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
	if ((event.data as { kind?: unknown })?.kind === 'keep-shell') event.waitUntil(keepShell().catch(() => {}));
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (request.mode === 'navigate') {
		if (url.pathname === SHELL) event.respondWith(page(request));
	} else if (build.includes(url.pathname) || KEPT_FILES.includes(url.pathname)) {
		event.respondWith(asset(request));
	}
});
