const VIETNAM = '+07:00';
const DAY_MS = 24 * 3600_000;

/** The instant at which a day (YYYY-MM-DD) begins in Vietnam, `daysLater` days on; null where there is no such day. */
export function instantOfDay(day: string, daysLater: number): Date | undefined {
	const start = new Date(`${day}T00:00:00${VIETNAM}`);
	return Number.isNaN(start.getTime()) ? undefined : new Date(start.getTime() + daysLater * DAY_MS);
}

/** Whether `text` is a day that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
	const at = new Date(`${text}T00:00:00Z`);
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The days from one to another, first to last. */
export function daysBetween(startsOn: string, endsOn: string): string[] {
	const days: string[] = [];
	for (let at = Date.parse(startsOn); at <= Date.parse(endsOn); at += DAY_MS)
		days.push(new Date(at).toISOString().slice(0, 10));
	return days;
}

/** The day (YYYY-MM-DD) that it is in Vietnam at an instant. */
export function dayInVietnam(at: Date): string {
	return new Date(at.getTime() + 7 * 3600_000).toISOString().slice(0, 10);
}
