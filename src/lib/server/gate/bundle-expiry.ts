const AFTER_MS = 12 * 3600_000;
const DAY_MS = 86_400_000;

/** When tablets at gates forget a conference: twelve hours after its last day has ended in Vietnam. */
export function bundleExpiry(endsOn: string): Date {
	return new Date(Date.parse(`${endsOn}T00:00:00+07:00`) + DAY_MS + AFTER_MS);
}
