import { dev } from '$app/environment';
import { asset, resolve } from '$app/paths';

/** The pages that open without network. */
export type KeptPage = '/judge' | '/quiz' | '/gate' | `/desk/honours/${string}/hand-over/stage`;

/** Where the worker of a page reaches, and nothing else. */
export const scopeOf = (page: KeptPage): string => resolve(page as '/judge');

/**
 * Registers the service worker for this page alone (an audience's phones must not load all this) and has it keep the page
 * as it is now, so that a reload works without network. Does nothing where the page came without https.
 */
export async function keepShell(page: KeptPage): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	try {
		await navigator.serviceWorker.register(asset('/service-worker.js'), {
			scope: scopeOf(page),
			type: dev ? 'module' : 'classic'
		});
		const { active } = await navigator.serviceWorker.ready;
		active?.postMessage({ kind: 'keep-shell' });
	} catch {
		// Without it everything works but a reload without network; the journal does not depend on it.
	}
}
