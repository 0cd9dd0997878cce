import { version } from '$app/environment';
import { scopeOf, type KeptPage } from './keep-shell.ts';

/** So long a browser may take to exchange the workers by itself. */
const PATIENCE_MS = 3_000;
/** In this tab's memory: the version whose page was loaded anew to make room for the next one. */
const PUSHED = 'kheo.pushed-update';

let isListening = false;
let isReplaced = false;

/**
 * Lets a new version that is ready take the old one's place, and loads the page anew with it. Only for a tablet at rest, the
 * PIN not given: never under a judge's finger. What was given is on the disk, whatever version reads it.
 *
 * @param isAtRest asked again before the page is loaded anew: the PIN may have been given in the meantime
 */
export async function updateAtRest(isAtRest: () => boolean, page: KeptPage = '/judge'): Promise<void> {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	const registration = await workers?.getRegistration(scopeOf(page)).catch(() => undefined);
	if (!workers || !registration) return;
	const loadAnew = () => {
		if (isAtRest()) location.reload();
	};
	if (isReplaced) return loadAnew();
	if (!registration.waiting) return;
	if (!isListening) {
		isListening = true;
		workers.addEventListener('controllerchange', () => {
			isReplaced = true;
			loadAnew();
		});
	}
	registration.waiting.postMessage({ kind: 'take-over' });
	// A browser may hold the new worker back for minutes because it counts the old one as busy; loading the page anew has it
	// give way. Once for each version: a tablet at rest must not load its page over and over.
	setTimeout(() => {
		if (isReplaced || !isAtRest() || sessionStorage.getItem(PUSHED) === version) return;
		sessionStorage.setItem(PUSHED, version);
		location.reload();
	}, PATIENCE_MS);
}
