import { invalidateAll } from '$app/navigation';

const LOOK_MS = 2_000;

/** Asks the page's data again every two seconds while another window or process writes. */
export function watching(isOn: () => boolean): void {
	$effect(() => {
		if (!isOn()) return;
		const looking = setInterval(() => void invalidateAll(), LOOK_MS);
		return () => clearInterval(looking);
	});
}
