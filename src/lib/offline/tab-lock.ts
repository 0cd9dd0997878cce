/**
 * Keeps the journal to one tab: `onchange(true)` when this tab may write, `onchange(false)` when another one has it or takes
 * it over. A tab that has to wait gets it when the other is closed. Without the browser's locks (no https) every tab writes.
 */
export function tabLock(
	name: string,
	onchange: (isMine: boolean) => void
): { takeOver(): void; release(): void } {
	const { locks } = navigator;
	if (!locks) {
		onchange(true);
		return { takeOver() {}, release() {} };
	}
	let isReleased = false;
	let done: () => void = () => {};
	const hold = () =>
		new Promise<void>((resolve) => {
			done = resolve;
			if (isReleased) resolve();
			else onchange(true);
		});

	// A lock that is stolen rejects its holder's promise.
	function lost(): void {
		if (isReleased) return;
		onchange(false);
		void locks.request(name, hold).catch(lost);
	}

	void locks
		.request(name, { ifAvailable: true }, (lock) => {
			if (lock) return hold();
			lost();
			return undefined;
		})
		.catch(lost);
	return {
		takeOver: () => void locks.request(name, { steal: true }, hold).catch(lost),
		release: () => {
			isReleased = true;
			done();
		}
	};
}
