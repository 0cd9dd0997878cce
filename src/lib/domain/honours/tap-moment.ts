/** What a tablet's clock says of a tap that is older than this is not believed: nobody keeps taps for days. */
const OLDEST_MS = 3 * 24 * 3_600_000;

/** When a tap was made that arrives `at`, maybe long afterwards: never later than it arrived. `said`: ISO, by the server's clock. */
export function tapMoment(said: string | undefined, at: Date): Date {
	const ms = said === undefined ? NaN : Date.parse(said);
	return ms <= at.getTime() && at.getTime() - ms <= OLDEST_MS ? new Date(ms) : at;
}
