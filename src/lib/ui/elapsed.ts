/** A span of time on a stage clock: minutes and seconds ('7:05'), hours only when there are some ('1:02:09'). */
export function clockTime(ms: number): string {
	const total = Math.floor(Math.abs(ms) / 1000);
	const two = (part: number) => String(part).padStart(2, '0');
	const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** The age of data in its largest whole unit, at least one second. */
export function age(ms: number): { unit: 'seconds' | 'minutes' | 'hours'; count: number } {
	const seconds = Math.max(1, Math.floor(ms / 1000));
	if (seconds < 60) return { unit: 'seconds', count: seconds };
	if (seconds < 3600) return { unit: 'minutes', count: Math.floor(seconds / 60) };
	return { unit: 'hours', count: Math.floor(seconds / 3600) };
}
