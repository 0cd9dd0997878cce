const VIETNAM_MS = 7 * 3600_000;

/** A moment as a datetime-local input holds it, in Hanoi time: "2024-09-30T17:00". */
export function momentTyped(at: Date | string): string {
	return new Date(new Date(at).getTime() + VIETNAM_MS).toISOString().slice(0, 16);
}

/** What a datetime-local input holds, taken as Hanoi time; null where it is no moment. */
export function momentRead(typed: string): Date | null {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(typed)) return null;
	const at = new Date(`${typed.slice(0, 16)}:00+07:00`);
	return Number.isNaN(at.getTime()) || momentTyped(at) !== typed.slice(0, 16) ? null : at;
}
