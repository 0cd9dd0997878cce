/** Keeps the display from going dark, where the browser can; the answer ends it. For `$effect`. */
export function stayAwake(): () => void {
	let lock: { release(): Promise<void> } | null = null;
	let isOver = false;
	// A browser lets go of it whenever the page is hidden.
	const hold = () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		navigator.wakeLock
			.request('screen')
			.then((held) => {
				lock = held;
				if (isOver) void held.release();
			})
			.catch(() => {});
	};
	hold();
	document.addEventListener('visibilitychange', hold);
	return () => {
		isOver = true;
		document.removeEventListener('visibilitychange', hold);
		void lock?.release().catch(() => {});
	};
}
