const MINUTE = 60_000;
const PAUSES = [1, 5, 15, 60, 180, 360].map((minutes) => minutes * MINUTE);

/** Milliseconds until a letter is tried again after so many attempts in vain; null where nobody should go on by itself. */
export function pauseAfter(attempts: number): number | null {
	return PAUSES[attempts - 1] ?? null;
}
