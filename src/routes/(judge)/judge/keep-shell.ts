import { dev } from '$app/environment';
import { asset, resolve } from '$app/paths';

/**
 * Registers the service worker for the judge's pages alone (an audience's phones must not load all this) and has it keep
 * the page as it is now, so that a reload works without network. Does nothing where the page came without https.
 */
export async function keepShell(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	try {
		await navigator.serviceWorker.register(asset('/service-worker.js'), {
			scope: resolve('/judge'),
			type: dev ? 'module' : 'classic'
		});
		const { active } = await navigator.serviceWorker.ready;
		active?.postMessage({ kind: 'keep-shell' });
	} catch {
		// Without it everything works but a reload without network; the journal does not depend on it.
	}
}
