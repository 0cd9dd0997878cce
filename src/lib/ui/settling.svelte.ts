const DOUBLE_TAP_MS = 500;

/** The button that was tapped becomes another one: for a moment it rests, so that a double tap does not press that as well. */
export class Settling {
	isOn = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;

	begin(): void {
		clearTimeout(this.#timer);
		this.isOn = true;
		this.#timer = setTimeout(() => (this.isOn = false), DOUBLE_TAP_MS);
	}
}
