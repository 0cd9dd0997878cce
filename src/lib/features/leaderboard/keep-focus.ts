/**
 * For the list whose rows change places: a row that is moved in the document loses the keyboard's focus, and with it a
 * blind reader's place. Call `before` ahead of the change and `after` behind it.
 */
export function keepFocus(list: () => HTMLElement | undefined): { before(): void; after(): void } {
	let held: HTMLElement | null = null;
	return {
		before() {
			const { activeElement } = document;
			held = activeElement instanceof HTMLElement && list()?.contains(activeElement) ? activeElement : null;
		},
		after() {
			if (held?.isConnected && document.activeElement !== held) held.focus({ preventScroll: true });
			held = null;
		}
	};
}
